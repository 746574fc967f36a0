{{- define "we.selector" -}}
app.kubernetes.io/name: we-controller
{{- end }}

{{- define "we.labels" -}}
{{ include "we.selector" . }}
{{ include "we.release" . }}
{{- end }}

{{- define "we.webhook.labels" -}}
app.kubernetes.io/name: we-webhook
{{ include "we.release" . }}
{{- end }}

{{- define "we.release" -}}
app.kubernetes.io/instance: {{ .Release.Name | quote }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service | quote }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | quote }}
{{- end }}

{{- define "we.image" -}}
{{- if .Values.image.digest -}}
{{ printf "%s@%s" .Values.image.repository .Values.image.digest }}
{{- else -}}
{{ printf "%s:%s" .Values.image.repository (.Values.image.tag | default .Chart.AppVersion) }}
{{- end -}}
{{- end }}

{{/* What is configured, and what the chart has to know. */}}
{{- define "we.config" -}}
{{- $execution := dict "namespace" .Values.executionNamespace.name -}}
{{- toYaml (mergeOverwrite (deepCopy .Values.config) (dict "execution" $execution)) -}}
{{- end }}

{{/* How the image is pulled, and where a pod may run. */}}
{{- define "we.placement" -}}
{{- with .Values.imagePullSecrets }}
imagePullSecrets:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.priorityClassName }}
priorityClassName: {{ . | quote }}
{{- end }}
{{- with .Values.nodeSelector }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.tolerations }}
tolerations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end }}
