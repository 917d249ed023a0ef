{{/* HPA or ScaledObject, and PodDisruptionBudget of one Deployment.
(dict "root" $ "component" … "pool" … "spec" gateway-or-pool "name" the Deployment's "metrics" list of pod metrics "queries" list of KEDA's) */}}
{{- define "proctoring.scaling" -}}
{{- $scaling := .spec.scaling -}}
{{- $floor := include "proctoring.openFloor" . | int -}}
{{- $behavior := include "proctoring.behavior" . | fromYaml -}}
{{- if eq $scaling.kind "hpa" }}
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: {{ .name }}
  labels:
    {{- include "proctoring.labels" . | nindent 4 }}
spec:
  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: {{ .name }}}
  minReplicas: {{ max $scaling.min $floor }}
  maxReplicas: {{ $scaling.max }}
  behavior:
    {{- toYaml $behavior | nindent 4 }}
  metrics:
    {{- if $scaling.cpuPercent }}
    - type: Resource
      resource:
        name: cpu
        target: {type: Utilization, averageUtilization: {{ $scaling.cpuPercent }}}
    {{- end }}
    {{- range .metrics }}
    - type: Pods
      pods:
        metric: {name: {{ .name }}}
        target: {type: AverageValue, averageValue: {{ .value | toString | quote }}}
    {{- end }}
{{- else if eq $scaling.kind "keda" }}
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata:
  name: {{ .name }}
  labels:
    {{- include "proctoring.labels" . | nindent 4 }}
  {{- if $floor }}
  annotations:
    autoscaling.keda.sh/paused-scale-in: "true"
  {{- end }}
spec:
  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: {{ .name }}}
  pollingInterval: 15
  minReplicaCount: {{ $scaling.min }}
  maxReplicaCount: {{ $scaling.max }}
  advanced:
    horizontalPodAutoscalerConfig:
      behavior:
        {{- toYaml $behavior | nindent 8 }}
  triggers:
    {{- if $scaling.cpuPercent }}
    - type: cpu
      metricType: Utilization
      metadata: {value: {{ $scaling.cpuPercent | toString | quote }}}
    {{- end }}
    {{- $root := .root }}
    {{- range .queries }}
    - type: prometheus
      metricType: {{ .type }}
      metadata:
        serverAddress: {{ $root.Values.monitoring.prometheus }}
        query: {{ .query | quote }}
        threshold: {{ .value | toString | quote }}
    {{- end }}
    {{- $spec := .spec }}
    {{- range (include "proctoring.windows" .root | fromYaml).windows }}
    - type: cron
      metadata: # a tenth more: the HPA leaves what lacks less than that
        timezone: {{ .timeZone }}
        start: {{ .openAt | quote }}
        end: {{ .closeAt | quote }}
        desiredReplicas: {{ mulf 1.1 (include "proctoring.floor" (dict "spec" $spec "candidates" .candidates)) | ceil | toString | quote }}
    {{- end }}
{{- end }}
{{- if .spec.disruption.enabled }}
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: {{ .name }}
  labels:
    {{- include "proctoring.labels" . | nindent 4 }}
spec:
  maxUnavailable: {{ ternary 0 .spec.disruption.maxUnavailable (gt $floor 0) }}
  unhealthyPodEvictionPolicy: AlwaysAllow
  selector:
    matchLabels:
      {{- include "proctoring.selector" . | nindent 6 }}
{{- end }}
{{- end -}}

{{/* behavior, with scaling in off while a window is open. */}}
{{- define "proctoring.behavior" -}}
{{- $usual := dig "scaleDown" "selectPolicy" "Max" .spec.scaling.behavior -}}
{{- $policy := ternary "Disabled" $usual (gt (include "proctoring.openFloor" . | int) 0) -}}
{{- include "proctoring.overlay" (dict "base" .spec.scaling.behavior "over" (dict "scaleDown" (dict "selectPolicy" $policy))) -}}
{{- end -}}
