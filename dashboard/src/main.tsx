import { render } from "preact";
import { applyTheme } from "./api/preferences";
import { start } from "./api/session";
import { App } from "./app";

// Before the first paint, so that a chosen theme does not flash.
applyTheme();

addEventListener("DOMContentLoaded", () => {
  const root = document.getElementById("root");
  if (!root) return;
  render(<App />, root);
  void start();
});
