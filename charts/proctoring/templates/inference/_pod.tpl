{{/* What the pods of a pool and whoever builds engines for them share: (dict "root" $ "pool" name "spec" pool). */}}

{{- define "proctoring.detectorEnv" -}}
{{- $env := dict
  "DOTNET_EnableDiagnostics" "0"
  "ORT_DISABLE_TELEMETRY" "1"
  "Detector__Model" (printf "/models/%s" .spec.model.name)
-}}
{{- range $i, $provider := .spec.providers -}}{{- $_ := set $env (printf "Detector__Providers__%d" $i) $provider -}}{{- end -}}
{{- range $i, $provider := .spec.require -}}{{- $_ := set $env (printf "Detector__Require__%d" $i) $provider -}}{{- end -}}
{{- if ne .spec.cache.kind "none" -}}{{- $_ := set $env "Detector__Cache" "/cache" -}}{{- end -}}
{{- toYaml $env -}}
{{- end -}}

{{- define "proctoring.serverEnv" -}}
{{- $env := dict
  "DOTNET_shutdownTimeoutSeconds" .spec.drainSeconds
  "Server__Address" "0.0.0.0"
  "Server__HttpPort" 8000
  "Server__GrpcPort" 8001
  "Server__ManagementPort" 8002
-}}
{{- with .root.Values.inference.tls -}}
{{- if .podSecret -}}
{{- $_ := set $env "Tls__CertificateFile" "/etc/proctoring/pods/tls.crt" -}}
{{- $_ := set $env "Tls__KeyFile" "/etc/proctoring/pods/tls.key" -}}
{{- if .gatewaySecret -}}{{- $_ := set $env "Tls__ClientCaFile" "/etc/proctoring/pods/ca.crt" -}}{{- end -}}
{{- end -}}
{{- end -}}
{{- range $key, $value := include "proctoring.telemetryEnv" .root | fromYaml -}}{{- $_ := set $env $key $value -}}{{- end -}}
{{- toYaml $env -}}
{{- end -}}

{{- define "proctoring.poolImage" -}}
{{- $image := dict "repository" .root.Values.inference.image.repository "tag" .root.Values.inference.image.tag "digest" .spec.digest -}}
{{- include "proctoring.imageOf" (dict "root" .root "image" $image "flavor" .spec.flavor) -}}
{{- end -}}

{{/* Resources with the accelerator. */}}
{{- define "proctoring.poolResources" -}}
{{- $resources := deepCopy .spec.resources -}}
{{- if .spec.accelerator.resource -}}
{{- $resources = include "proctoring.overlay" (dict "base" $resources "over" (dict "limits" (dict .spec.accelerator.resource (int .spec.accelerator.count | toString)))) | fromYaml -}}
{{- end -}}
{{- if .spec.claim.deviceClassName -}}{{- $_ := set $resources "claims" (list (dict "name" "accelerator")) -}}{{- end -}}
{{- toYaml $resources -}}
{{- end -}}

{{/* prebuild as a container. */}}
{{- define "proctoring.prebuild" -}}
name: prebuild
{{ include "proctoring.poolImage" . }}
command: [/app/Proctoring.Models, prebuild, --models, /models, --model, {{ .spec.model.name }}]
securityContext:
  {{- include "proctoring.containerSecurity" . | nindent 2 }}
env:
  {{- include "proctoring.env" (include "proctoring.overlay" (dict "base" (include "proctoring.detectorEnv" . | fromYaml) "over" .spec.settings) | fromYaml) | nindent 2 }}
resources:
  {{- include "proctoring.poolResources" . | nindent 2 }}
volumeMounts:
  {{- include "proctoring.detectorMounts" . | nindent 2 }}
{{- end -}}

{{- define "proctoring.detectorMounts" -}}
- {name: tmp, mountPath: /tmp}
{{- if ne .spec.cache.kind "none" }}
- {name: cache, mountPath: /cache}
{{- end }}
{{- if ne .spec.model.source "baked" }}
- {name: models, mountPath: /models, readOnly: true}
{{- end }}
{{- end -}}

{{- define "proctoring.detectorVolumes" -}}
- name: tmp
  emptyDir: {sizeLimit: 256Mi}
{{- with .spec.cache }}
{{- if eq .kind "emptyDir" }}
- name: cache
  emptyDir: {sizeLimit: {{ .size }}}
{{- else if eq .kind "hostPath" }}
- name: cache
  hostPath: {path: {{ .hostPath }}, type: Directory}
{{- else if eq .kind "pvc" }}
- name: cache
  persistentVolumeClaim: {claimName: {{ .existingClaim | default (printf "%s-cache" (include "proctoring.poolName" $)) }}}
{{- end }}
{{- end }}
{{- with .spec.model }}
{{- if eq .source "pvc" }}
- name: models
  persistentVolumeClaim: {claimName: {{ .existingClaim }}, readOnly: true}
{{- else if eq .source "image" }}
- name: models
  image: {reference: {{ .reference }}, pullPolicy: {{ $.root.Values.image.pullPolicy }}}
{{- end }}
{{- end }}
{{- end -}}

{{/* Who the pod is and where it runs. */}}
{{- define "proctoring.poolPod" -}}
serviceAccountName: {{ include "proctoring.fullname" .root }}-inference
automountServiceAccountToken: false
enableServiceLinks: false
{{- include "proctoring.pullSecrets" .root }}
{{- with .spec.runtimeClassName }}
runtimeClassName: {{ . }}
{{- end }}
{{- if .spec.claim.deviceClassName }}
resourceClaims:
  - {name: accelerator, resourceClaimTemplateName: {{ include "proctoring.poolName" . }}}
{{- end }}
securityContext:
  {{- include "proctoring.podSecurity" .spec | nindent 2 }}
{{- end -}}
