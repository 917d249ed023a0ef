{{/* Names, labels and images. */}}

{{- define "proctoring.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride -}}
{{- else if contains .Chart.Name .Release.Name -}}
{{- .Release.Name -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name .Chart.Name -}}
{{- end -}}
{{- end -}}

{{/* Labels by which pods are selected: (dict "root" $ "component" "gateway"). Never change with a version. */}}
{{- define "proctoring.selector" -}}
app.kubernetes.io/name: {{ .root.Chart.Name }}
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .component }}
{{- with .pool }}
proctoring/pool: {{ . }}
{{- end }}
{{- end -}}

{{/* Labels of pods: nothing that changes with the chart, or every upgrade would restart them all. */}}
{{- define "proctoring.podLabels" -}}
{{ include "proctoring.selector" . }}
app.kubernetes.io/part-of: proctoring
{{- with .root.Values.labels }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{- define "proctoring.labels" -}}
{{ include "proctoring.selector" . }}
app.kubernetes.io/part-of: proctoring
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version }}
{{- with .root.Values.labels }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{/* A whole image name: (dict "root" $ "image" map "flavor" "gpu"). */}}
{{- define "proctoring.image" -}}
{{- $name := .image.repository -}}
{{- if .root.Values.image.registry -}}{{- $name = printf "%s/%s" .root.Values.image.registry $name -}}{{- end -}}
{{- $name = printf "%s:%s" $name (.image.tag | default .root.Chart.AppVersion) -}}
{{- if .flavor -}}{{- $name = printf "%s-%s" $name .flavor -}}{{- end -}}
{{- if .image.digest -}}{{- $name = printf "%s@%s" $name .image.digest -}}{{- end -}}
{{- $name -}}
{{- end -}}

{{/* What every container says of its image: (dict "root" $ "image" map "flavor" ""). */}}
{{- define "proctoring.imageOf" -}}
image: {{ include "proctoring.image" . }}
imagePullPolicy: {{ .root.Values.image.pullPolicy }}
{{- end -}}

{{- define "proctoring.pullSecrets" -}}
{{- with .Values.image.pullSecrets }}
imagePullSecrets:
  {{- range . }}
  - name: {{ . }}
  {{- end }}
{{- end }}
{{- end -}}
