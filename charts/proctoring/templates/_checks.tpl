{{/* What a schema cannot say. Each sentence names the value. */}}
{{- define "proctoring.check" -}}
{{- $name := include "proctoring.fullname" . -}}
{{- if gt (len $name) 30 -}}
{{- fail (printf "The name %s has %d characters; at most 30 leave room for what is added. Set fullnameOverride." $name (len $name)) -}}
{{- end -}}
{{- $pools := include "proctoring.pools" . | fromYaml -}}
{{- if not $pools -}}{{- fail "There is no pool of inference pods: enable pools.cpu or add one below pools." -}}{{- end -}}
{{- if and (not .Values.redis.endpoints) (not .Values.redis.trial.enabled) -}}
{{- fail "Redis is missing: set redis.endpoints to host:port, or redis.trial.enabled to true for a trial." -}}
{{- end -}}
{{- if and .Values.redis.endpoints .Values.redis.trial.enabled -}}
{{- fail "redis.endpoints and redis.trial.enabled exclude each other: set one of them." -}}
{{- end -}}
{{- if and (not .Values.redis.existingSecret) (or .Values.redis.keys.user .Values.redis.keys.sentinelUser .Values.redis.keys.sentinelPassword) -}}
{{- fail "redis.keys names keys of a secret: set redis.existingSecret." -}}
{{- end -}}
{{- if and (not .Values.redis.tls.enabled) (or .Values.redis.tls.caSecret .Values.redis.tls.clientSecret) -}}
{{- fail "redis.tls has secrets but is off: set redis.tls.enabled to true." -}}
{{- end -}}
{{- if and .Values.inference.tls.gatewaySecret (not .Values.inference.tls.podSecret) -}}
{{- fail "inference.tls.gatewaySecret needs inference.tls.podSecret: pods ask for certificates only where they have one." -}}
{{- end -}}
{{- with .Values.access -}}
{{- if and (not .anonymous) (not .authority) (not .key.existingSecret) -}}
{{- fail "Nothing says who may connect: set access.authority or access.key.existingSecret, or access.anonymous to true to let candidates in without tokens." -}}
{{- end -}}
{{- if and .authority .key.existingSecret -}}
{{- fail "access.authority and access.key.existingSecret are two ways: set one." -}}
{{- end -}}
{{- if and .observe.clientId (not .authority) -}}
{{- fail "access.observe.clientId is a client of access.authority, which is not set." -}}
{{- end -}}
{{- end -}}
{{- if and .Values.webhooks.targets (not .Values.webhooks.existingSecret) -}}
{{- fail "webhooks.targets sign what they are told: set webhooks.existingSecret." -}}
{{- end -}}
{{- include "proctoring.checkEdge" . -}}
{{- include "proctoring.checkPictures" . -}}
{{- include "proctoring.checkScaling" (dict "root" $ "path" "gateway" "spec" .Values.gateway) -}}
{{- range $name, $pool := $pools -}}
{{- $path := printf "pools.%s" $name -}}
{{- include "proctoring.checkScaling" (dict "root" $ "path" $path "spec" $pool) -}}
{{- include "proctoring.checkPool" (dict "path" $path "spec" $pool) -}}
{{- end -}}
{{- include "proctoring.checkWindows" (dict "root" $ "pools" $pools) -}}
{{- $asksApi := or (eq .Values.inference.discovery "endpointSlices") (gt (len .Values.exam.windows) 0) -}}
{{- if and $asksApi .Values.networkPolicy.enabled (not .Values.networkPolicy.apiServer.cidrs) -}}
{{- fail "inference.discovery endpointSlices and exam.windows ask the API server: set networkPolicy.apiServer.cidrs to where it is." -}}
{{- end -}}
{{- end -}}

{{- define "proctoring.checkEdge" -}}
{{- $edge := .Values.edge -}}
{{- if and (ne $edge.kind "none") $edge.tls.required -}}
{{- if not $edge.host -}}{{- fail "edge.host is missing: the name that candidates open." -}}{{- end -}}
{{- $hasCertificate := or $edge.tls.secretName $edge.tls.useDefaultCertificate (eq $edge.kind "httpRoute") -}}
{{- if eq $edge.ingress.controller "alb" -}}{{- $hasCertificate = or $hasCertificate $edge.ingress.alb.certificateArn -}}{{- end -}}
{{- if not $hasCertificate -}}
{{- fail "The edge has no certificate: set edge.tls.secretName, edge.tls.useDefaultCertificate, edge.ingress.alb.certificateArn, or edge.tls.required to false." -}}
{{- end -}}
{{- end -}}
{{- if and (eq $edge.kind "httpRoute") (not $edge.httpRoute.parentRefs) -}}
{{- fail "edge.httpRoute.parentRefs is empty: name the Gateway that the route hangs on." -}}
{{- end -}}
{{- end -}}

{{- define "proctoring.checkScaling" -}}
{{- $scaling := .spec.scaling -}}
{{- $queries := or $scaling.sessions $scaling.framesInWork $scaling.framesWaiting $scaling.queueMilliseconds -}}
{{- if ne $scaling.kind "none" -}}
{{- if gt (int $scaling.min) (int $scaling.max) -}}
{{- fail (printf "%s.scaling.min is %d and more than %s.scaling.max, %d." .path (int $scaling.min) .path (int $scaling.max)) -}}
{{- end -}}
{{- if not (or $scaling.cpuPercent $queries) -}}
{{- fail (printf "%s.scaling has nothing to look at: set cpuPercent or another target, or kind to none." .path) -}}
{{- end -}}
{{- end -}}
{{- if and (eq $scaling.kind "hpa") (or $scaling.framesInWork $scaling.queueMilliseconds) -}}
{{- fail (printf "%s.scaling.framesInWork and queueMilliseconds are for KEDA: set %s.scaling.kind to keda." .path .path) -}}
{{- end -}}
{{- if and (eq $scaling.kind "keda") $queries (not .root.Values.monitoring.prometheus) -}}
{{- fail (printf "%s.scaling asks Prometheus: set monitoring.prometheus to its address." .path) -}}
{{- end -}}
{{- if and (eq $scaling.kind "hpa") $scaling.cpuPercent (not (dig "requests" "cpu" "" .spec.resources)) -}}
{{- fail (printf "%s.scaling.cpuPercent is a part of the CPU request: set %s.resources.requests.cpu." .path .path) -}}
{{- end -}}
{{- end -}}

{{- define "proctoring.checkPool" -}}
{{- if and .spec.accelerator.resource .spec.claim.deviceClassName -}}
{{- fail (printf "%s has both accelerator.resource and claim.deviceClassName: a pod gets its accelerator in one way." .path) -}}
{{- end -}}
{{- range .spec.require -}}
{{- if not (has . $.spec.providers) -}}{{- fail (printf "%s.require names %s, which %s.providers does not have: pods would never be ready." $.path . $.path) -}}{{- end -}}
{{- end -}}
{{- $cache := .spec.cache -}}
{{- if and (ne $cache.prebuild "none") (eq $cache.kind "none") -}}
{{- fail (printf "%s.cache.prebuild is %s but there is no cache: set %s.cache.kind." .path $cache.prebuild .path) -}}
{{- end -}}
{{- if and (eq $cache.prebuild "job") (ne $cache.kind "pvc") -}}
{{- fail (printf "%s.cache.prebuild job fills a claim that pods share: set %s.cache.kind to pvc, or prebuild to init." .path .path) -}}
{{- end -}}
{{- $flavors := dict "TensorRT" "gpu" "CUDA" "gpu" "OpenVINO" "openvino" -}}
{{- range .spec.require -}}
{{- with get $flavors . -}}
{{- if ne . $.spec.flavor -}}{{- fail (printf "%s.flavor is %s; what %s.require names is in flavor %s." $.path $.spec.flavor $.path .) -}}{{- end -}}
{{- end -}}
{{- end -}}
{{- if and (eq .spec.model.source "pvc") (not .spec.model.existingClaim) -}}{{- fail (printf "%s.model.existingClaim is missing: the claim with the model." .path) -}}{{- end -}}
{{- if and (eq .spec.model.source "image") (not .spec.model.reference) -}}{{- fail (printf "%s.model.reference is missing: the image with the model." .path) -}}{{- end -}}
{{- end -}}

{{- define "proctoring.checkWindows" -}}
{{- $root := .root -}}
{{- $pools := .pools -}}
{{- $seen := list -}}
{{- range .root.Values.exam.windows -}}
{{- if ge .start .end -}}{{- fail (printf "Exam window %s ends at %s, which is not after its start %s." .name .end .start) -}}{{- end -}}
{{- if and (eq (dateInZone "MST" (now) .timeZone) "UTC") (not (has .timeZone (list "UTC" "Etc/UTC"))) -}}
{{- fail (printf "Time zone %s of exam window %s is not known: its name is wrong, or this machine has no time zone data (tzdata)." .timeZone .name) -}}
{{- end -}}
{{- if has .name $seen -}}{{- fail (printf "There are two exam windows with the name %s." .name) -}}{{- end -}}
{{- $seen = append $seen .name -}}
{{- end -}}
{{- $windows := (include "proctoring.windows" $root | fromYaml).windows -}}
{{- range $i, $one := $windows -}}
{{- range $j, $other := $windows -}}
{{- if and (lt $i $j) (lt (int64 $one.from) (int64 $other.until)) (lt (int64 $other.from) (int64 $one.until)) -}}
{{- fail (printf "Exam windows %s and %s overlap, the %d minutes before each included: make them one." $one.name $other.name (int $root.Values.exam.leadMinutes)) -}}
{{- end -}}
{{- end -}}
{{- if gt (int64 $one.from) (add (include "proctoring.now" $root | int64) (mul 360 86400)) -}}
{{- fail (printf "Exam window %s is more than 360 days ahead. Cron knows no years and would open it earlier: add it later." $one.name) -}}
{{- end -}}
{{- include "proctoring.checkRoom" (dict "window" $one "path" "gateway" "spec" $root.Values.gateway) -}}
{{- range $name, $pool := $pools -}}
{{- include "proctoring.checkRoom" (dict "window" $one "path" (printf "pools.%s" $name) "spec" $pool) -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{- define "proctoring.checkRoom" -}}
{{- $needed := include "proctoring.floor" (dict "spec" .spec "candidates" .window.candidates) | int -}}
{{- $most := ternary .spec.replicas .spec.scaling.max (eq .spec.scaling.kind "none") | int -}}
{{- if gt $needed $most -}}
{{- fail (printf "Exam window %s with %d candidates needs %d pods of %s; %s is %d." .window.name (int .window.candidates) $needed .path (ternary (printf "%s.replicas" .path) (printf "%s.scaling.max" .path) (eq .spec.scaling.kind "none")) $most) -}}
{{- end -}}
{{- end -}}
