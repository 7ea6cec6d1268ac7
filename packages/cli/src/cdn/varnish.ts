import { ASSET_ENDINGS, comment, needsOf, portOf, SIGNED_CODE, toPathPattern } from "./recipe.ts";
import type { Recipe, RecipeValues } from "./recipe.ts";

/** Varnish asks the gate first, then starts the request again with its code. */
export const varnish: Recipe = {
  name: "varnish",
  file: "/etc/varnish/default.vcl",
  write: (values) => `vcl 4.1;

${comment([
  `Varnish in front of ${values.origin.origin}: asks Facet whose page a request is, then looks into its cache.`,
  "",
  ...needsOf(values),
])}
# Purge, from this machine: curl -X BAN -H 'Cache-Tag: facet-page-home' http://127.0.0.1/

import std;

backend origin {
  .host = "${values.origin.hostname}";
  .port = "${portOf(values.origin)}";
}

acl purgers {
  "127.0.0.1";
  "::1";
}

sub vcl_recv {
  if (req.restarts == 0) {
    # What only a proxy may say, a client cannot.
    unset req.http.Facet-Key;
    unset req.http.Facet-Page;
    unset req.http.Facet-Scope;
    unset req.http.Facet-Decision;
    unset req.http.Facet-Degraded;
    unset req.http.X-Facet-Url;
    unset req.http.X-Facet-Method;
    unset req.http.X-Facet-Cookie;
    unset req.http.X-Original-URL;
    unset req.http.X-Original-Method;
    unset req.http.X-Rewrite-URL;
    unset req.http.Forwarded;
    # One host, whatever the client says: pages that are kept may name it.
    set req.http.Host = "${values.site.host}";
    set req.http.X-Forwarded-Host = "${values.site.host}";
    set req.http.X-Forwarded-Proto = "${values.site.protocol.slice(0, -1)}";
    set req.http.X-Forwarded-For = client.ip;

    if (req.method == "BAN") {
      if (client.ip !~ purgers) {
        return (synth(403, "Not from here"));
      }
      if (req.http.Cache-Tag !~ "^[A-Za-z0-9_.-]+$") {
        return (synth(400, "Expected a header Cache-Tag with one tag"));
      }
      if (std.ban("obj.http.Cache-Tag ~ (^|,)" + regsuball(req.http.Cache-Tag, "\\.", "\\.") + "(,|$)")) {
        return (synth(200, "Banned"));
      }
      return (synth(500, std.ban_error()));
    }
    if (req.url ~ "^/~facet/gate([?]|$)") {
      # Asked by Varnish alone.
      return (synth(404, "Not found"));
    }
    # Events, forms and state are their visitor's own; posts, assets and logins are no pages for many.
    if (req.url ~ "^/~facet/"
        || (req.method != "GET" && req.method != "HEAD")
        || req.http.Authorization
        || req.url ~ "(?i)^[^?]*\\.(${ASSET_ENDINGS})([?]|$)"${notAPage(values)}) {
      return (pass);
    }
    # Whose page is it? The answer is met in vcl_deliver, which starts the request again.
    set req.http.X-Original-URL = "${values.site.origin}" + req.url;
    set req.http.X-Original-Method = req.method;
    set req.http.X-Facet-Url = req.url;
    set req.http.X-Facet-Method = req.method;
    set req.url = "/~facet/gate";
    set req.method = "GET";
    return (pass);
  }

  if (req.http.Facet-Key ~ "^${SIGNED_CODE}$") {
    # A page for many is rendered without a query and without anybody's cookies.
    set req.url = regsub(req.url, "[?].*$", "");
    unset req.http.Cookie;
    return (hash);
  }
  return (pass);
}

sub vcl_hash {
  hash_data(req.url);
  hash_data(req.http.Facet-Key);
  return (lookup);
}

sub vcl_backend_fetch {
  if (bereq.url == "/~facet/gate") {
    # The gate answers within the plugin's time budget (60 ms); a dead server must not take longer.
    set bereq.connect_timeout = 0.25s;
    set bereq.first_byte_timeout = 1s;
  }
  unset bereq.http.X-Facet-Url;
  unset bereq.http.X-Facet-Method;
  unset bereq.http.X-Facet-Cookie;
}

sub vcl_backend_response {
  # The server that renders has the last word: what it does not call public is not kept.
  if (bereq.http.Facet-Key ~ "^${SIGNED_CODE}$"
      && beresp.status == 200
      && beresp.http.CDN-Cache-Control ~ "(?i)^public"
      && !beresp.http.Set-Cookie) {
    set beresp.ttl = std.duration(
      regsub(beresp.http.CDN-Cache-Control, "(?i)^.*max-age=([0-9]+).*$", "\\1") + "s", 0s);
    # A page that is being renewed is better old than late.
    set beresp.grace = std.duration(
      regsub(beresp.http.CDN-Cache-Control, "(?i)^.*stale-while-revalidate=([0-9]+).*$", "\\1") + "s", 0s);
    return (deliver);
  }
  # Nobody waits for such a page to be shared after all.
  set beresp.uncacheable = true;
  set beresp.ttl = 10s;
  return (deliver);
}

sub vcl_deliver {
  if (req.restarts == 0 && req.url == "/~facet/gate") {
    # Whatever went wrong at the gate, the page is private then.
    if (resp.status == 204 && resp.http.Facet-Key) {
      set req.http.Facet-Key = resp.http.Facet-Key;
      set req.http.Facet-Page = resp.http.Facet-Page;
      if (resp.http.Set-Cookie) {
        set req.http.X-Facet-Cookie = resp.http.Set-Cookie;
      }
    }
    set req.url = req.http.X-Facet-Url;
    set req.method = req.http.X-Facet-Method;
    unset req.http.X-Original-URL;
    unset req.http.X-Original-Method;
    return (restart);
  }
  # The visitor's cookie goes beside the page, after the cache. A page that set one itself keeps it.
  if (req.http.X-Facet-Cookie && !resp.http.Set-Cookie) {
    set resp.http.Set-Cookie = req.http.X-Facet-Cookie;
  }
  if (req.http.Facet-Key ~ "^${SIGNED_CODE}$") {
    # Between the server and this cache; a cache further out would take them for itself.
    unset resp.http.CDN-Cache-Control;
    unset resp.http.Cache-Tag;
    unset resp.http.Server-Timing;
    unset resp.http.Age;
  }
}
`,
};

function notAPage({ pages }: RecipeValues): string {
  const pattern = toPathPattern(pages);
  if (pattern === undefined) return "";
  return `
        || regsub(req.url, "[?].*$", "") !~ "${pattern}"`;
}
