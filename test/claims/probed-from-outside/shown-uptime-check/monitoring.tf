resource "google_monitoring_uptime_check_config" "web" {
  display_name = "web"
  timeout      = "10s"

  http_check {
    path = "/"
  }

  monitored_resource {
    type = "uptime_url"
    labels = {
      project_id = var.project
      host       = "web.example.com"
    }
  }
}
