using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [
    (name = "site", worker = .worker),
    # The site itself and the Facet service are on this machine; elsewhere "public" is enough.
    (name = "network", network = (allow = ["local", "public"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:4400", http = (), service = "site")],
);

const worker :Workerd.Worker = (
  modules = [(name = "worker.js", esModule = embed "dist/worker.js")],
  compatibilityDate = "2026-11-01",
  globalOutbound = "network",
  bindings = [
    (name = "ORIGIN", text = "http://127.0.0.1:4401"),
    (name = "FACET_API", text = "http://127.0.0.1:3000"),
  ],
);
