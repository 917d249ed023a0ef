{{/* Settings of pictures, as a map: nothing where nothing is said. */}}
{{- define "proctoring.picturesEnv" -}}
{{- $env := dict -}}
{{- with .Values.pictures -}}
{{- if ne .mode "inline" -}}{{- $_ := set $env "Delivery__Pictures" (title .mode) -}}{{- end -}}
{{- range $room, $mode := .rooms -}}{{- $_ := set $env (printf "Delivery__Rooms__%s" $room) (title $mode) -}}{{- end -}}
{{- if ne .store "none" -}}{{- $_ := set $env "Delivery__Store" (title .store) -}}{{- end -}}
{{- if .sweep -}}{{- $_ := set $env "Delivery__Sweep" "true" -}}{{- end -}}
{{- $texts := dict "Interval" .interval "AddressLifetime" .addressLifetime "KeepFor" .keepFor "Cdn__BaseUrl" .cdnBaseUrl -}}
{{- if .signing.existingSecret -}}{{- $_ := set $texts "Signing__KeyFile" "/etc/proctoring/signing/keys" -}}{{- end -}}
{{- if eq .store "folder" -}}{{- $_ := set $texts "Folder" "/var/lib/proctoring/pictures" -}}{{- end -}}
{{- if eq .store "azure" -}}
{{- $_ := set $texts "Azure__Service" .azure.service -}}
{{- $_ := set $texts "Azure__Container" .azure.container -}}
{{- if .existingSecret -}}{{- $_ := set $texts "Azure__ConnectionStringFile" "/etc/proctoring/pictures/credentials" -}}{{- end -}}
{{- end -}}
{{- if eq .store "s3" -}}
{{- range $name, $value := dict "Bucket" .s3.bucket "Region" .s3.region "Service" .s3.service -}}{{- $_ := set $texts (printf "S3__%s" $name) $value -}}{{- end -}}
{{- if .s3.pathStyle -}}{{- $_ := set $env "Delivery__S3__PathStyle" "true" -}}{{- end -}}
{{- if .existingSecret -}}{{- $_ := set $env "AWS_SHARED_CREDENTIALS_FILE" "/etc/proctoring/pictures/credentials" -}}{{- end -}}
{{- end -}}
{{- range $name, $value := $texts -}}{{- if $value -}}{{- $_ := set $env (printf "Delivery__%s" $name) $value -}}{{- end -}}{{- end -}}
{{- end -}}
{{- toYaml $env -}}
{{- end -}}

{{/* The claim of the folder store. */}}
{{- define "proctoring.picturesClaim" -}}
{{- .Values.pictures.folder.existingClaim | default (printf "%s-pictures" (include "proctoring.fullname" .)) -}}
{{- end -}}

{{/* What cannot be meant. */}}
{{- define "proctoring.checkPictures" -}}
{{- $p := .Values.pictures -}}
{{- $gateways := ternary .Values.gateway.replicas .Values.gateway.scaling.max (eq .Values.gateway.scaling.kind "none") | int -}}
{{- if and (eq $p.store "none") (has "url" (append (values $p.rooms) $p.mode)) -}}
{{- fail "Pictures of mode url lie in a store: set pictures.store to folder, azure or s3." -}}
{{- end -}}
{{- if and (eq $p.store "folder") (gt $gateways 1) -}}
{{- if or (ne $p.folder.kind "pvc") (ne $p.folder.accessMode "ReadWriteMany") -}}
{{- fail (printf "pictures.store folder with up to %d gateways needs a volume that they share: set pictures.folder.kind to pvc and accessMode to ReadWriteMany." $gateways) -}}
{{- end -}}
{{- if not $p.signing.existingSecret -}}
{{- fail (printf "pictures.store folder with up to %d gateways needs keys that they share: set pictures.signing.existingSecret." $gateways) -}}
{{- end -}}
{{- end -}}
{{- if and (eq $p.store "azure") (eq (empty $p.azure.service) (empty $p.existingSecret)) -}}
{{- fail "pictures.store azure needs one of pictures.azure.service, with an identity, and pictures.existingSecret with a connection string." -}}
{{- end -}}
{{- if and (eq $p.store "s3") (not $p.s3.bucket) -}}{{- fail "pictures.s3.bucket is missing: the bucket that pictures lie in." -}}{{- end -}}
{{- if and $p.existingSecret (not (has $p.store (list "azure" "s3"))) -}}
{{- fail (printf "pictures.existingSecret has credentials of azure or s3, but pictures.store is %s." $p.store) -}}
{{- end -}}
{{- if and $p.cdnBaseUrl (not $p.signing.existingSecret) -}}
{{- fail "pictures.cdnBaseUrl needs keys that the CDN knows too: set pictures.signing.existingSecret." -}}
{{- end -}}
{{- if and (has $p.store (list "azure" "s3")) .Values.networkPolicy.enabled (not $p.egress.cidrs) -}}
{{- fail (printf "pictures.store %s lies outside: set pictures.egress.cidrs to where it is." $p.store) -}}
{{- end -}}
{{- end -}}
