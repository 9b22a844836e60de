{{- define "quotes.labels" -}}
app: {{ .Chart.Name }}
{{- end -}}
