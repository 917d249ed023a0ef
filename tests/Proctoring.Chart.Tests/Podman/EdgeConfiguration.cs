using System.Net;
using Proctoring.Chart.Tests.Rendering;

namespace Proctoring.Chart.Tests.Podman;

/// <summary>The configuration that F5's controller makes of the rendered Ingress, as far as it matters for a socket.</summary>
internal static class EdgeConfiguration
{
    public static string Of(Manifest ingress, IPEndPoint service)
    {
        string Annotation(string name) => ingress.Json["metadata"]!["annotations"]![$"nginx.org/{name}"]!.GetValue<string>();
        var backend = ingress.Json["spec"]!["rules"]![0]!["http"]!["paths"]![0]!["backend"]!["service"]!["name"]!.GetValue<string>();
        if (Annotation("use-cluster-ip") != "true") throw new NotSupportedException("An upstream of pods would be reloaded whenever one comes or goes.");
        var upgrades = Annotation("websocket-services") == backend;
        return $$"""
            daemon off;
            worker_processes 2;
            pid /tmp/nginx.pid;
            error_log stderr;
            events { worker_connections 4096; }
            http {
              access_log off;
              client_body_temp_path /tmp/body; proxy_temp_path /tmp/proxy; fastcgi_temp_path /tmp/fastcgi; uwsgi_temp_path /tmp/uwsgi; scgi_temp_path /tmp/scgi;
              map $http_upgrade $connection_upgrade { default upgrade; '' close; }
              upstream gateways { random two least_conn; server {{service}} max_fails=1 fail_timeout=10s; }
              server {
                listen 8080;
                location {{ingress.Json["spec"]!["rules"]![0]!["http"]!["paths"]![0]!["path"]}} {
                  proxy_http_version 1.1;
                  {{(upgrades ? "proxy_set_header Upgrade $http_upgrade; proxy_set_header Connection $connection_upgrade;" : "")}}
                  proxy_connect_timeout {{Annotation("proxy-connect-timeout")}};
                  proxy_read_timeout {{Annotation("proxy-read-timeout")}};
                  proxy_send_timeout {{Annotation("proxy-send-timeout")}};
                  proxy_buffering {{(Annotation("proxy-buffering") == "False" ? "off" : "on")}};
                  client_max_body_size {{Annotation("client-max-body-size")}};
                  proxy_set_header Host $host;
                  proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
                  proxy_set_header X-Forwarded-Proto $scheme;
                  proxy_pass http://gateways;
                }
              }
            }
            """;
    }
}
