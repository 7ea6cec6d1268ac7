import { ASSET_ENDINGS, comment, needsOf, portOf, SIGNED_CODE, toPathPattern } from "./recipe.ts";
import type { Recipe, RecipeValues } from "./recipe.ts";

/** nginx asks the gate with `auth_request`, then looks into its own cache. */
export const nginx: Recipe = {
  name: "nginx",
  file: "/etc/nginx/conf.d/facet.conf (or any file included by the http block)",
  write: (values) => `${comment([
    `nginx in front of ${values.origin.origin}: asks Facet whose page a request is, then looks into its cache.`,
    "",
    ...needsOf(values),
  ])}
# Purge: rm -rf /var/cache/nginx/facet/* (nginx makes the folder, its parent must be there)

proxy_cache_path /var/cache/nginx/facet levels=1:2 keys_zone=facet:10m max_size=1g inactive=20m
                 use_temp_path=off;

upstream facet_origin {
  server ${values.origin.hostname}:${portOf(values.origin)};
  keepalive 32;
}

# A page is for many only where the gate gave a signed code; what carries a login never is.
map "$http_authorization $facet_gate $facet_key" $facet_scope {
  "~^ 204 ${SIGNED_CODE}$" shared;
  default private;
}
map $facet_scope $facet_sent_key {
  shared  $facet_key;
  default private;
}
map $facet_gate $facet_set_cookie {
  204     $facet_cookie;
  default "";
}
map $facet_scope $facet_skip {
  shared  "";
  default 1;
}
# The server that renders has the last word: what it does not call public is not kept.
map $upstream_http_cdn_cache_control $facet_unkept {
  "~*^public" "";
  default     1;
}
# The path as it was sent: $uri is decoded, and may not be put into a request.
map $request_uri $facet_path {
  "~^(?<facet_plain>/[^?]*)" $facet_plain;
  default                    /;
}
map $facet_scope $facet_target {
  shared  $facet_path;
  default $request_uri;
}
# A page for many is rendered without anybody's cookies.
map $facet_scope $facet_sent_cookie {
  shared  "";
  default $http_cookie;
}

server {
${listen(values)}
  server_name ${values.site.hostname};

  proxy_http_version 1.1;
  proxy_set_header Connection "";
  # One host, whatever the client says: pages that are kept may name it.
  proxy_set_header Host ${values.site.host};
  proxy_set_header X-Forwarded-For $remote_addr;
  proxy_set_header X-Forwarded-Host ${values.site.host};
  proxy_set_header X-Forwarded-Proto ${values.site.protocol.slice(0, -1)};
  proxy_set_header Forwarded "";
  proxy_set_header X-Original-URL "";
  proxy_set_header X-Rewrite-URL "";
  # What the gate said; never what a client sent.
  proxy_set_header Facet-Key $facet_sent_key;
  proxy_set_header Facet-Page $facet_page;
  proxy_set_header Facet-Scope "";
  proxy_set_header Facet-Decision "";
  proxy_set_header Facet-Degraded "";
  proxy_set_header Cookie $facet_sent_cookie;
  # One copy of a page, not one per encoding: nginx compresses what it sends.
  proxy_set_header Accept-Encoding "";
  gzip on;
  gzip_vary on;

  # The gate is asked by nginx alone.
  location = /~facet/gate {
    return 404;
  }
  location = /_facet_gate {
    internal;
    proxy_pass http://facet_origin/~facet/gate;
    proxy_pass_request_body off;
    proxy_set_header Content-Length "";
    proxy_set_header Connection "";
    proxy_set_header Host ${values.site.host};
    proxy_set_header X-Forwarded-For $remote_addr;
    proxy_set_header X-Forwarded-Proto ${values.site.protocol.slice(0, -1)};
    proxy_set_header Forwarded "";
    proxy_set_header X-Original-URL ${values.site.origin}$request_uri;
    proxy_set_header X-Original-Method $request_method;
    proxy_set_header X-Forwarded-Host "";
    proxy_set_header X-Rewrite-URL "";
    proxy_set_header Facet-Key "";
    proxy_set_header Facet-Page "";
    proxy_set_header Facet-Scope "";
    proxy_set_header Facet-Decision "";
    proxy_set_header Facet-Degraded "";
    # The gate answers within the plugin's time budget (60 ms); a dead server must not take longer.
    proxy_connect_timeout 250ms;
    proxy_read_timeout 1s;
    proxy_intercept_errors on;
    error_page 400 401 403 404 405 500 502 503 504 = @facet_unknown;
  }
  location @facet_unknown {
    # No code: the page is private. auth_request would refuse it otherwise.
    return 204;
  }

  # Events, forms and state of a page are its visitor's own.
  location ^~ /~facet/ {
    proxy_pass http://facet_origin;
  }

  # Assets are no pages.
  location ~* \\.(?:${ASSET_ENDINGS})$ {
    proxy_pass http://facet_origin;
  }

  location ${pageLocation(values)} {
    auth_request /_facet_gate;
    auth_request_set $facet_gate $upstream_status;
    auth_request_set $facet_key $upstream_http_facet_key;
    auth_request_set $facet_page $upstream_http_facet_page;
    auth_request_set $facet_cookie $upstream_http_set_cookie;

    proxy_pass http://facet_origin$facet_target;
    proxy_cache facet;
    proxy_cache_key "$facet_path $facet_key";
    proxy_cache_bypass $facet_skip;
    # nginx itself keeps nothing that sets a cookie.
    proxy_no_cache $facet_skip $facet_unkept;
    # Cache-Control is for browsers here; nginx does not read CDN-Cache-Control, so the time stands here.
    proxy_ignore_headers Cache-Control Expires Vary;
    proxy_cache_valid 200 5m;
    # Of many who ask for a code at once, one is sent on.
    proxy_cache_lock on;
    # A page that is being renewed, or whose server is down, is better old than late.
    proxy_cache_use_stale error timeout updating http_500 http_502 http_503 http_504;
    proxy_cache_background_update on;

    # Between the server and this cache; a cache further out would take them for itself.
    proxy_hide_header CDN-Cache-Control;
    proxy_hide_header Cache-Tag;
    proxy_hide_header Server-Timing;
    proxy_hide_header Vary;
    # The visitor's cookie goes beside the page, after the cache.
    add_header Set-Cookie $facet_set_cookie always;
  }
${rest(values)}}
`,
};

function listen({ site }: RecipeValues): string {
  if (site.protocol === "http:") return `  listen ${portOf(site)};`;
  return `  listen ${portOf(site)} ssl;
  ssl_certificate     /etc/ssl/certs/${site.hostname}.pem;
  ssl_certificate_key /etc/ssl/private/${site.hostname}.key;`;
}

function pageLocation({ pages }: RecipeValues): string {
  const pattern = toPathPattern(pages);
  return pattern === undefined ? "/" : `~ "${pattern}"`;
}

function rest({ pages }: RecipeValues): string {
  if (pages.length === 0) return "";
  return `
  # Whatever else there is: not asked about, not kept.
  location / {
    proxy_pass http://facet_origin;
  }
`;
}
