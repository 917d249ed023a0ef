{{/* Unix seconds as which this is rendered. */}}
{{- define "proctoring.now" -}}
{{- if .Values.exam.asOf -}}
{{- toDate "2006-01-02T15:04Z07:00" (printf "%sZ" .Values.exam.asOf) | unixEpoch -}}
{{- else -}}
{{- now | unixEpoch -}}
{{- end -}}
{{- end -}}

{{/* Exam windows that are not over, with their instants (Unix seconds) and cron expressions in their own time zone. */}}
{{- define "proctoring.windows" -}}
{{- $windows := list -}}
{{- $lead := int .Values.exam.leadMinutes -}}
{{- range .Values.exam.windows -}}
{{- $startWall := toDate "2006-01-02T15:04Z07:00" (printf "%sZ" .start) -}}
{{- $endWall := toDate "2006-01-02T15:04Z07:00" (printf "%sZ" .end) -}}
{{- /* The zone's distance from UTC about then turns wall clocks into instants. */ -}}
{{- $start := toDate "2006-01-02T15:04-07:00" (printf "%s%s" .start (dateInZone "-07:00" $startWall .timeZone)) | unixEpoch | int64 -}}
{{- $end := toDate "2006-01-02T15:04-07:00" (printf "%s%s" .end (dateInZone "-07:00" $endWall .timeZone)) | unixEpoch | int64 -}}
{{- $openWall := dateModify (printf "-%dm" $lead) $startWall -}}
{{- $window := dict
  "name" .name "timeZone" .timeZone "candidates" .candidates "end" .end "start" .start
  "from" (sub $start (mul 60 $lead)) "until" $end
  "openAt" (printf "%s *" (regexReplaceAll " 0([0-9])" (dateInZone "4 15 2 1" $openWall "UTC") " ${1}"))
  "closeAt" (printf "%s *" (regexReplaceAll " 0([0-9])" (dateInZone "4 15 2 1" $endWall "UTC") " ${1}"))
-}}
{{- if gt $end (include "proctoring.now" $ | int64) -}}{{- $windows = append $windows $window -}}{{- end -}}
{{- end -}}
{{- toYaml (dict "windows" $windows) -}}
{{- end -}}

{{/* Pods that so many candidates need: (dict "spec" gateway-or-pool "candidates" n). */}}
{{- define "proctoring.floor" -}}
{{- $share := divf .candidates 100 | mulf (.spec.sharePercent | default 100) -}}
{{- divf $share .spec.candidatesPerPod | ceil | int -}}
{{- end -}}

{{/* The floor of the window that is open as this is rendered; 0 while none is: (dict "root" $ "spec" gateway-or-pool). */}}
{{- define "proctoring.openFloor" -}}
{{- $floor := 0 -}}
{{- $now := include "proctoring.now" .root | int64 -}}
{{- $spec := .spec -}}
{{- range (include "proctoring.windows" .root | fromYaml).windows -}}
{{- if and (le (int64 .from) $now) (lt $now (int64 .until)) -}}
{{- $floor = include "proctoring.floor" (dict "spec" $spec "candidates" .candidates) -}}
{{- end -}}
{{- end -}}
{{- $floor -}}
{{- end -}}

{{/* What opening or closing a window changes in one Deployment's scaling. A list of kind, short and patch. */}}
{{- define "proctoring.patches" -}}
{{- $patches := list -}}
{{- $open := eq .phase "open" -}}
{{- $scaling := .spec.scaling -}}
{{- if eq $scaling.kind "hpa" -}}
{{- $usual := dig "scaleDown" "selectPolicy" "Max" $scaling.behavior -}}
{{- $least := max $scaling.min (include "proctoring.floor" .) -}}
{{- $patch := dict "spec" (dict "minReplicas" (ternary $least (int $scaling.min) $open) "behavior" (dict "scaleDown" (dict "selectPolicy" (ternary "Disabled" $usual $open)))) -}}
{{- $patches = append $patches (dict "kind" "horizontalpodautoscalers.autoscaling" "short" "scaling" "patch" $patch) -}}
{{- else if eq $scaling.kind "keda" -}}
{{- $patch := dict "metadata" (dict "annotations" (dict "autoscaling.keda.sh/paused-scale-in" (ternary "true" "false" $open))) -}}
{{- $patches = append $patches (dict "kind" "scaledobjects.keda.sh" "short" "scaling" "patch" $patch) -}}
{{- end -}}
{{- if .spec.disruption.enabled -}}
{{- $patch := dict "spec" (dict "maxUnavailable" (ternary 0 .spec.disruption.maxUnavailable $open)) -}}
{{- $patches = append $patches (dict "kind" "poddisruptionbudgets.policy" "short" "disruption" "patch" $patch) -}}
{{- end -}}
{{- toYaml $patches -}}
{{- end -}}
