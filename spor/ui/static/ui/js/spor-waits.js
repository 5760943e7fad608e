// Only where something waits on this device for the net is the rest of it fetched (spor-queue says when).
try { if (localStorage.getItem("spor-waits") === "1") import("./spor-outbox.js"); } catch { /* a closed store keeps nothing either */ }
