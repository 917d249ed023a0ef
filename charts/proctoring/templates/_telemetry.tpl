{{/* What gateways and pods share of being watched: the format of the log, and traces where there is a collector. YAML of a map. */}}
{{- define "proctoring.telemetryEnv" -}}
{{- $env := dict "Logs__Format" (title .Values.logging.format) -}}
{{- with .Values.tracing -}}
{{- if .endpoint -}}
{{- $_ := set $env "Tracing__Endpoint" .endpoint -}}
{{- $_ := set $env "Tracing__Protocol" (title .protocol) -}}
{{- $_ := set $env "Tracing__SampleShare" .sampleShare -}}
{{- if .headers.existingSecret -}}{{- $_ := set $env "Tracing__HeadersFile" "/etc/proctoring/tracing/headers" -}}{{- end -}}
{{- end -}}
{{- end -}}
{{- toYaml $env -}}
{{- end -}}

{{/* The secret with the collector's headers, as gatewaySecrets has its own; empty for none. */}}
{{- define "proctoring.tracingSecrets" -}}
{{- $secrets := list -}}
{{- with .Values.tracing -}}
{{- if and .endpoint .headers.existingSecret -}}
{{- $secrets = append $secrets (dict "name" "tracing" "secret" .headers.existingSecret "items" (list (dict "key" .headers.key "path" "headers"))) -}}
{{- end -}}
{{- end -}}
{{- toYaml (dict "secrets" $secrets) -}}
{{- end -}}

{{/* The arrow to the collector. */}}
{{- define "proctoring.collector" -}}
{{- $address := urlParse .Values.tracing.endpoint -}}
{{- $port := regexFind ":[0-9]+$" $address.host | trimPrefix ":" | default (ternary "443" "80" (eq $address.scheme "https")) -}}
- ports: [{port: {{ $port }}}]
  {{- with .Values.networkPolicy.tracingTo }}
  to:
    {{- toYaml . | nindent 4 }}
  {{- end }}
{{- end -}}
