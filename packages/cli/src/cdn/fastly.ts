import { ASSET_ENDINGS, comment, needsOf, SIGNED_CODE, toPathPattern } from "./recipe.ts";
import type { Recipe, RecipeValues } from "./recipe.ts";

/** Fastly's VCL: a preflight to the gate, then the request again with its code. */
export const fastly: Recipe = {
  name: "fastly",
  file: "custom VCL of the service, as its main file",
  write: (values) => `${comment([
    "Fastly: asks Facet whose page a request is, then starts the request again and looks into the cache.",
    `The service's host is ${values.origin.host}, its override host ${values.site.host}.`,
    "",
    ...needsOf(values),
    "",
    "Purge: by the surrogate keys facet and facet-page-<page>.",
    "Not run by Facet's own tests: check it with the curl lines of docs/caching.md.",
  ])}

sub vcl_recv {
#FASTLY recv
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
    set req.http.X-Forwarded-Host = "${values.site.host}";
    if (req.url.path == "/~facet/gate") {
      # Asked by Fastly alone.
      error 404 "Not found";
    }
    # Events, forms and state are their visitor's own; posts, assets and logins are no pages for many.
    if (req.url.path ~ "^/~facet/"
        || (req.method != "GET" && req.method != "HEAD")
        || req.http.Authorization
        || req.url.path ~ "(?i)\\.(${ASSET_ENDINGS})$"${notAPage(values)}) {
      return(pass);
    }
    # Whose page is it? The answer is met in vcl_deliver, which starts the request again.
    set req.http.X-Original-URL = "${values.site.origin}" req.url;
    set req.http.X-Original-Method = req.method;
    set req.http.X-Facet-Url = req.url;
    set req.http.X-Facet-Method = req.method;
    set req.url = "/~facet/gate";
    set req.method = "GET";
    return(pass);
  }
  if (req.http.Facet-Key ~ "^${SIGNED_CODE}$") {
    # A page for many is rendered without a query and without anybody's cookies.
    set req.url = req.url.path;
    unset req.http.Cookie;
    return(lookup);
  }
  return(pass);
}

sub vcl_hash {
  set req.hash += req.url;
  set req.hash += req.http.host;
  set req.hash += req.http.Facet-Key;
#FASTLY hash
  return(hash);
}

sub vcl_pass {
#FASTLY pass
  if (req.url == "/~facet/gate") {
    # The gate answers within the plugin's time budget (60 ms); a dead server must not take longer.
    set bereq.connect_timeout = 250ms;
    set bereq.first_byte_timeout = 1s;
  }
  unset bereq.http.X-Facet-Url;
  unset bereq.http.X-Facet-Method;
  unset bereq.http.X-Facet-Cookie;
  return(pass);
}

sub vcl_fetch {
#FASTLY fetch
  # The server that renders has the last word: what it does not call public is not kept.
  if (req.http.Facet-Key ~ "^${SIGNED_CODE}$"
      && beresp.status == 200
      && beresp.http.CDN-Cache-Control ~ "(?i)^public"
      && !beresp.http.Set-Cookie) {
    set beresp.ttl = 300s;
    set beresp.stale_while_revalidate = 600s;
    set beresp.http.Surrogate-Key = regsuball(beresp.http.Cache-Tag, ",", " ");
    # The hash has the code; Fastly need not vary by it too.
    unset beresp.http.Vary;
    return(deliver);
  }
  return(pass);
}

sub vcl_deliver {
#FASTLY deliver
  if (req.restarts == 0 && req.url == "/~facet/gate") {
    # Whatever went wrong at the gate, the page is private then.
    if (resp.status == 204 && resp.http.Facet-Key) {
      set req.http.Facet-Key = resp.http.Facet-Key;
      set req.http.Facet-Page = resp.http.Facet-Page;
      set req.http.X-Facet-Cookie = resp.http.Set-Cookie;
    }
    set req.url = req.http.X-Facet-Url;
    set req.method = req.http.X-Facet-Method;
    unset req.http.X-Original-URL;
    unset req.http.X-Original-Method;
    restart;
  }
  # The visitor's cookie goes beside the page, after the cache.
  if (req.http.X-Facet-Cookie) {
    add resp.http.Set-Cookie = req.http.X-Facet-Cookie;
  }
  if (req.http.Facet-Key ~ "^${SIGNED_CODE}$") {
    unset resp.http.CDN-Cache-Control;
    unset resp.http.Cache-Tag;
    unset resp.http.Server-Timing;
    unset resp.http.Age;
  }
  return(deliver);
}

sub vcl_error {
#FASTLY error
  return(deliver);
}
`,
};

function notAPage({ pages }: RecipeValues): string {
  const pattern = toPathPattern(pages);
  if (pattern === undefined) return "";
  return `
        || req.url.path !~ "${pattern}"`;
}
