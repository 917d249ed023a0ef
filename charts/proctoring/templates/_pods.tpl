{{/* What the restricted Pod Security standard asks of pods and containers, and what else they share. */}}

{{- define "proctoring.podSecurity" -}}
runAsNonRoot: true
runAsUser: {{ .user | default 1654 }}
runAsGroup: {{ .user | default 1654 }}
fsGroup: {{ .user | default 1654 }}
fsGroupChangePolicy: OnRootMismatch
{{- with .supplementalGroups }}
supplementalGroups:
  {{- toYaml . | nindent 2 }}
{{- end }}
seccompProfile: {type: RuntimeDefault}
{{- end -}}

{{- define "proctoring.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
runAsNonRoot: true
capabilities: {drop: [ALL]}
{{- end -}}

{{/* Environment from a map of names and values, in the order of the names. */}}
{{- define "proctoring.env" -}}
{{- range $name, $value := . }}
- name: {{ $name }}
  value: {{ $value | toString | quote }}
{{- end }}
{{- end -}}

{{/* Where pods go: (dict "root" $ "spec" gateway-or-pool "component" … "pool" …). */}}
{{- define "proctoring.placement" -}}
{{- with .spec.priorityClassName }}
priorityClassName: {{ . }}
{{- end }}
{{- with .spec.nodeSelector }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .spec.tolerations }}
tolerations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .spec.affinity }}
affinity:
  {{- toYaml . | nindent 2 }}
{{- end }}
topologySpreadConstraints:
  - topologyKey: kubernetes.io/hostname
    maxSkew: 1
    whenUnsatisfiable: {{ .spec.spread.nodes }}
    matchLabelKeys: [pod-template-hash]
    labelSelector:
      matchLabels:
        {{- include "proctoring.selector" . | nindent 8 }}
  - topologyKey: topology.kubernetes.io/zone
    maxSkew: 1
    whenUnsatisfiable: {{ .spec.spread.zones }}
    matchLabelKeys: [pod-template-hash]
    labelSelector:
      matchLabels:
        {{- include "proctoring.selector" . | nindent 8 }}
{{- end -}}

{{/* One map over another, level by level; unlike merge, false and 0 count: (dict "base" map "over" map). */}}
{{- define "proctoring.overlay" -}}
{{- $out := deepCopy .base -}}
{{- range $key, $value := .over -}}
{{- if and (kindIs "map" $value) (kindIs "map" (get $out $key)) -}}
{{- $_ := set $out $key (include "proctoring.overlay" (dict "base" (get $out $key) "over" $value) | fromYaml) -}}
{{- else -}}
{{- $_ := set $out $key $value -}}
{{- end -}}
{{- end -}}
{{- toYaml $out -}}
{{- end -}}

{{/* The pools that are there, each with what it did not say filled in. YAML of a map by name. */}}
{{- define "proctoring.pools" -}}
{{- $pools := dict -}}
{{- range $name, $pool := .Values.pools -}}
{{- $whole := include "proctoring.overlay" (dict "base" $.Values.poolDefaults "over" ($pool | default dict)) | fromYaml -}}
{{- if $whole.enabled -}}{{- $_ := set $pools $name $whole -}}{{- end -}}
{{- end -}}
{{- toYaml $pools -}}
{{- end -}}

{{- define "proctoring.poolName" -}}
{{- printf "%s-inference-%s" (include "proctoring.fullname" .root) .pool -}}
{{- end -}}
