// Calls of the server.

import { text } from "./texts.js";

const WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** The file that comes in place of a workbook that cannot be marked. */
export const REJECTED_ROWS = "user-template-rejected.xlsx";

/** Without access control any project will do. */
const ANY_PROJECT = "web-page";

/** Why something did not work, in the page's language. */
export class Failure extends Error {
  constructor(sentence, { detail = "", requestId = "" } = {}) {
    super(sentence);
    this.sentence = sentence;
    this.detail = detail;
    this.requestId = requestId;
  }
}

/** How the caller is let in; null if everybody is. Kept nowhere else. */
let credentials = null;

/** Sets a function that gives project and token. */
export function ask(giver) {
  credentials = giver;
}

export const download = (language, activationType) =>
  send("GET", "download", { language, active_type: activationType });

export const check = (file, options, way) => upload("check", file, options, "application/json", way);

export const mark = (file, options, way) => upload("check", file, options, WORKBOOK, way);

export const handOut = (file, options, way) =>
  upload("requests", file, options, "application/json", way);

async function upload(operation, file, options, accept, way) {
  try {
    await file.slice(0, 1).arrayBuffer();
  } catch {
    throw new Failure(text("check.changed"));
  }
  way.signal.throwIfAborted();
  return send("POST", operation, options, { file, accept, ...way });
}

/**
 * Sends a request; not with fetch, which tells nobody how far an upload is.
 *
 * progress is told how much of the file is sent, in bytes; signal ends it.
 */
function send(method, operation, query, { file, accept, progress, signal } = {}) {
  const { project, token } = credentials ? credentials() : { project: ANY_PROJECT };
  const path = `v2/${encodeURIComponent(project)}/users/template/${operation}`;
  const address = new URL(`${path}?${new URLSearchParams(query)}`, document.baseURI);
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(method, address);
    request.responseType = "blob";
    if (token) {
      request.setRequestHeader("X-Auth-Token", token);
    }
    if (file) {
      // Whatever the file is: the server knows best, and says so in one sentence.
      request.setRequestHeader("Content-Type", WORKBOOK);
      request.setRequestHeader("Accept", accept);
      request.upload.addEventListener("progress", (event) => progress(event.loaded));
    }
    request.addEventListener("load", () =>
      // What comes from a proxy in between has no id.
      request.status === 200 && request.getResponseHeader("X-Request-Id")
        ? resolve(answer(request))
        : failure(request).then(reject, reject),
    );
    request.addEventListener("error", () => reject(new Failure(text("error.offline"))));
    request.addEventListener("abort", () => reject(signal?.reason));
    signal?.addEventListener("abort", () => request.abort());
    request.send(file);
  });
}

function answer(request) {
  const disposition = request.getResponseHeader("Content-Disposition") ?? "";
  return { body: request.response, fileName: /filename="([^"]+)"/.exec(disposition)?.[1] };
}

async function failure(request) {
  const requestId = request.getResponseHeader("X-Request-Id") ?? "";
  const error = await request.response.text().then(JSON.parse).catch(() => ({}));
  if (!error.error_code) {
    return new Failure(text("error.other", [request.status]), { requestId });
  }
  const { status } = request;
  const fault = status === 500;
  const seconds = request.getResponseHeader("Retry-After");
  const named = [401, 403, 413, 429, 503].includes(status);
  const sentences = [text(`error.${named ? status : fault ? 500 : 400}`)];
  if (seconds) {
    sentences.push(text("error.retry", [seconds]));
  }
  return new Failure(sentences.join(" "), {
    detail: fault ? "" : error.error_detail,
    requestId,
  });
}
