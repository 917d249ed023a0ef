{{/* The gateways' settings. What the values say under gateway.settings wins. */}}
{{- define "proctoring.gatewayEnv" -}}
{{- $name := include "proctoring.fullname" . -}}
{{- $scheme := ternary "kubernetes" "dns" (eq .Values.inference.discovery "endpointSlices") -}}
{{- $env := dict
  "DOTNET_EnableDiagnostics" "0"
  "DOTNET_shutdownTimeoutSeconds" .Values.gateway.drainSeconds
  "Server__Address" "0.0.0.0"
  "Server__Port" 8000
  "Server__ManagementPort" 8081
  "Inference__Address" (printf "%s:///%s-inference:8001" $scheme $name)
-}}
{{- range $i, $network := .Values.edge.trustedProxies -}}{{- $_ := set $env (printf "Access__TrustedProxies__%d" $i) $network -}}{{- end -}}
{{- range $i, $origin := .Values.edge.allowedOrigins -}}{{- $_ := set $env (printf "Access__AllowedOrigins__%d" $i) $origin -}}{{- end -}}
{{- with .Values.inference.tls -}}
{{- if .podSecret -}}
{{- $_ := set $env "Inference__Tls__CaFile" (ternary "/etc/proctoring/inference/ca.crt" "/etc/proctoring/pods/ca.crt" (ne .gatewaySecret "")) -}}
{{- $_ := set $env "Inference__Tls__ServerName" (.serverName | default (printf "%s-inference" $name)) -}}
{{- if .gatewaySecret -}}
{{- $_ := set $env "Inference__Tls__CertificateFile" "/etc/proctoring/inference/tls.crt" -}}
{{- $_ := set $env "Inference__Tls__KeyFile" "/etc/proctoring/inference/tls.key" -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- with .Values.redis -}}
{{- $_ := set $env "Redis__Endpoints" (ternary (printf "%s-redis:6379" $name) (join "," .endpoints) .trial.enabled) -}}
{{- if .serviceName -}}{{- $_ := set $env "Redis__ServiceName" .serviceName -}}{{- end -}}
{{- if .keyPrefix -}}{{- $_ := set $env "Redis__KeyPrefix" .keyPrefix -}}{{- end -}}
{{- if .existingSecret -}}
{{- if .keys.user -}}{{- $_ := set $env "Redis__UserFile" "/etc/proctoring/redis/user" -}}{{- end -}}
{{- if .keys.password -}}{{- $_ := set $env "Redis__PasswordFile" "/etc/proctoring/redis/password" -}}{{- end -}}
{{- if .keys.sentinelUser -}}{{- $_ := set $env "Redis__SentinelUserFile" "/etc/proctoring/redis/sentinel-user" -}}{{- end -}}
{{- if .keys.sentinelPassword -}}{{- $_ := set $env "Redis__SentinelPasswordFile" "/etc/proctoring/redis/sentinel-password" -}}{{- end -}}
{{- end -}}
{{- if .tls.enabled -}}
{{- $_ := set $env "Redis__Tls" "true" -}}
{{- if .tls.caSecret -}}{{- $_ := set $env "Redis__CaFile" "/etc/proctoring/redis-ca/ca.crt" -}}{{- end -}}
{{- if .tls.certificateName -}}{{- $_ := set $env "Redis__CertificateName" .tls.certificateName -}}{{- end -}}
{{- if .tls.clientSecret -}}
{{- $_ := set $env "Redis__CertificateFile" "/etc/proctoring/redis-client/tls.crt" -}}
{{- $_ := set $env "Redis__KeyFile" "/etc/proctoring/redis-client/tls.key" -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- if .Values.gateway.gating.enabled -}}{{- $_ := set $env "Gating__Enabled" "true" -}}{{- end -}}
{{- if .Values.gateway.resumeKey.existingSecret -}}{{- $_ := set $env "Sessions__ResumeKeyFile" "/etc/proctoring/resume/key" -}}{{- end -}}
{{- range $i, $exam := .Values.exam.named -}}
{{- $_ := set $env (printf "Telemetry__Exams__%d__Name" $i) $exam.name -}}
{{- range $j, $room := $exam.rooms -}}{{- $_ := set $env (printf "Telemetry__Exams__%d__Rooms__%d" $i $j) $room -}}{{- end -}}
{{- end -}}
{{- range $key, $value := include "proctoring.telemetryEnv" . | fromYaml -}}{{- $_ := set $env $key $value -}}{{- end -}}
{{- with .Values.access -}}
{{- if .anonymous -}}{{- $_ := set $env "Access__AllowAnonymous" "true" -}}{{- end -}}
{{- if or .authority .key.existingSecret -}}
{{- if .authority -}}{{- $_ := set $env "Access__Authority" .authority -}}
{{- if .observe.clientId -}}
{{- $_ := set $env "Access__Observe__ClientId" .observe.clientId -}}
{{- $_ := set $env "Access__Observe__Scope" .observe.scope -}}
{{- range $i, $origin := .observe.origins -}}{{- $_ := set $env (printf "Access__Observe__Origins__%d" $i) $origin -}}{{- end -}}
{{- end -}}
{{- else -}}{{- $_ := set $env "Access__KeyFile" "/etc/proctoring/access/key" -}}{{- end -}}
{{- $_ := set $env "Access__Audience" .audience -}}
{{- $_ := set $env "Access__RoleClaim" .roleClaim -}}
{{- $_ := set $env "Access__RoomsClaim" .roomsClaim -}}
{{- $host := ternary (printf "%s://%s%s" (ternary "https" "http" $.Values.edge.tls.required) $.Values.edge.host $.Values.edge.path) "" (and (ne $.Values.edge.kind "none") (ne $.Values.edge.host "")) -}}
{{- with .publicUrl | default $host -}}{{- $_ := set $env "Access__PublicUrl" . -}}{{- end -}}
{{- end -}}
{{- end -}}
{{- range $i, $target := .Values.webhooks.targets -}}
{{- $path := printf "Webhooks__Targets__%d" $i -}}
{{- $_ := set $env (printf "%s__Name" $path) $target.name -}}
{{- $_ := set $env (printf "%s__Url" $path) $target.url -}}
{{- $_ := set $env (printf "%s__SecretFile" $path) (printf "/etc/proctoring/webhooks/%s" $target.name) -}}
{{- range $j, $room := $target.rooms -}}{{- $_ := set $env (printf "%s__Rooms__%d" $path $j) $room -}}{{- end -}}
{{- range $j, $event := $target.events -}}{{- $_ := set $env (printf "%s__Events__%d" $path $j) $event -}}{{- end -}}
{{- end -}}
{{- range $i, $network := .Values.webhooks.allowedNetworks -}}{{- $_ := set $env (printf "Webhooks__AllowedNetworks__%d" $i) $network -}}{{- end -}}
{{- $_ := set $env "Incidents__KeepFor" (printf "%d.00:00:00" (int .Values.incidents.keepDays)) -}}
{{- range $key, $value := include "proctoring.picturesEnv" . | fromYaml -}}{{- $_ := set $env $key $value -}}{{- end -}}
{{- range $key, $value := .Values.pictures.settings -}}{{- $_ := set $env $key $value -}}{{- end -}}
{{- range $key, $value := .Values.gateway.settings -}}{{- $_ := set $env $key $value -}}{{- end -}}
{{- include "proctoring.env" $env -}}
{{- if eq .Values.inference.discovery "endpointSlices" }}
- name: Inference__Zone # the node's, which the cluster writes on the pod
  valueFrom: {fieldRef: {fieldPath: "metadata.labels['topology.kubernetes.io/zone']"}}
{{- end }}
{{- with .Values.gateway.extraEnv }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{/* Volumes of secrets, as a list of name, secret and items; mounted at /etc/proctoring/<name>. */}}
{{- define "proctoring.gatewaySecrets" -}}
{{- $secrets := list -}}
{{- with .Values.inference.tls -}}
{{- if .gatewaySecret -}}
{{- $secrets = append $secrets (dict "name" "inference" "secret" .gatewaySecret) -}}
{{- else if .podSecret -}}
{{- $secrets = append $secrets (dict "name" "pods" "secret" .podSecret "items" (list (dict "key" "ca.crt" "path" "ca.crt"))) -}}
{{- end -}}
{{- end -}}
{{- with .Values.redis -}}
{{- if .existingSecret -}}
{{- $items := list -}}
{{- range $path, $key := dict "user" .keys.user "password" .keys.password "sentinel-user" .keys.sentinelUser "sentinel-password" .keys.sentinelPassword -}}
{{- if $key -}}{{- $items = append $items (dict "key" $key "path" $path) -}}{{- end -}}
{{- end -}}
{{- $secrets = append $secrets (dict "name" "redis" "secret" .existingSecret "items" $items) -}}
{{- end -}}
{{- if and .tls.enabled .tls.caSecret -}}
{{- $secrets = append $secrets (dict "name" "redis-ca" "secret" .tls.caSecret "items" (list (dict "key" "ca.crt" "path" "ca.crt"))) -}}
{{- end -}}
{{- if and .tls.enabled .tls.clientSecret -}}{{- $secrets = append $secrets (dict "name" "redis-client" "secret" .tls.clientSecret) -}}{{- end -}}
{{- end -}}
{{- with .Values.gateway.resumeKey -}}
{{- if .existingSecret -}}{{- $secrets = append $secrets (dict "name" "resume" "secret" .existingSecret "items" (list (dict "key" .key "path" "key"))) -}}{{- end -}}
{{- end -}}
{{- with .Values.access -}}
{{- if .key.existingSecret -}}{{- $secrets = append $secrets (dict "name" "access" "secret" .key.existingSecret "items" (list (dict "key" .key.key "path" "key"))) -}}{{- end -}}
{{- end -}}
{{- with .Values.webhooks -}}
{{- $items := list -}}
{{- range .targets -}}{{- $items = append $items (dict "key" .secretKey "path" .name) -}}{{- end -}}
{{- if $items -}}{{- $secrets = append $secrets (dict "name" "webhooks" "secret" .existingSecret "items" $items) -}}{{- end -}}
{{- end -}}
{{- with .Values.pictures -}}
{{- if .existingSecret -}}{{- $secrets = append $secrets (dict "name" "pictures" "secret" .existingSecret "items" (list (dict "key" .secretKey "path" "credentials"))) -}}{{- end -}}
{{- if .signing.existingSecret -}}{{- $secrets = append $secrets (dict "name" "signing" "secret" .signing.existingSecret "items" (list (dict "key" .signing.key "path" "keys"))) -}}{{- end -}}
{{- end -}}
{{- $secrets = concat $secrets (include "proctoring.tracingSecrets" . | fromYaml).secrets -}}
{{- toYaml (dict "secrets" $secrets) -}}
{{- end -}}
