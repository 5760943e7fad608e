// A real OpenID provider with the claims of Unilogin's broker, for the tests. Two things are its own: a plain sign-in page, and a
// control address (POST /_say) by which a test says who people are, and how the provider is to lie or fail.
import { generateKeyPair, exportJWK, SignJWT, UnsecuredJWT, decodeJwt, exportSPKI } from "jose";
import { Provider } from "oidc-provider";

const { port, redirects, backs, backchannel } = JSON.parse(process.env.SPOR_PROVIDER);
const issuer = `http://127.0.0.1:${port}`;
const [own, other] = await Promise.all([generateKeyPair("RS256", { extractable: true }), generateKeyPair("RS256", { extractable: true })]);
const jwk = { ...(await exportJWK(own.privateKey)), kid: "own", use: "sig", alg: "RS256" };
const spki = new TextEncoder().encode(await exportSPKI(own.publicKey));
const told = { users: {}, lie: "", fail: "" };
const NAMES = ["uniid", "aktoer_gruppe", "institution_ids", "loa", "unilogin_loa", "has_license", "spec_ver"];

const provider = new Provider(issuer, {
  clients: [{
    client_id: "spor", client_secret: "en-hemmelighed-til-proever", redirect_uris: redirects, post_logout_redirect_uris: backs,
    response_types: ["code"], grant_types: ["authorization_code"], require_auth_time: true,
    ...(backchannel ? { backchannel_logout_uri: backchannel, backchannel_logout_session_required: true } : {}),
  }],
  jwks: { keys: [jwk] },
  claims: { openid: ["sub", ...NAMES], acr: null, auth_time: null, sid: null },
  acrValues: ["https://data.gov.dk/concept/core/nsis/loa/Substantial"],
  conformIdTokenClaims: false,
  cookies: { keys: ["en-proeves-noegle"] },
  pkce: { required: () => true },
  features: {
    devInteractions: { enabled: false }, introspection: { enabled: true }, backchannelLogout: { enabled: true },
    rpInitiatedLogout: { enabled: true, logoutSource: (ctx, form) => { ctx.body = page("Log ud af Unilogin?", `${form}<button form="op.logoutForm" name="logout" value="yes">Ja, log ud</button>`); } },
  },
  interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
  async loadExistingGrant(ctx) {
    const grant = new ctx.oidc.provider.Grant({ clientId: ctx.oidc.client.clientId, accountId: ctx.oidc.session.accountId });
    grant.addOIDCScope("openid");
    await grant.save();
    return grant;
  },
  async findAccount(_, id) {
    const [name, level] = id.split("|");
    const levels = level === "3" ? { loa: "3", unilogin_loa: "ToFaktor" } : { loa: "2", unilogin_loa: "EnFaktor" };
    const common = { sub: id, uniid: name, has_license: "true", spec_ver: "OIDC.3.0-UNILOGIN", ...levels };
    return { accountId: id, claims: async () => ({ ...common, ...told.users[name] }) };
  },
});

const page = (title, form) => `<!doctype html><html lang="da"><meta charset="utf-8"><title>${title}</title><h1>${title}</h1>${form}</html>`;
const read = async (request) => { let text = ""; for await (const part of request) text += part; return text; };

provider.use(async (ctx, next) => {
  if (ctx.path === "/_say") {
    Object.assign(told, { users: {}, lie: "", fail: "" }, JSON.parse(await read(ctx.req)));
    return void (ctx.body = "ok");
  }
  if (told.fail === "down" || told.fail === ctx.path) return void (ctx.status = 503);
  if (told.fail === "slow") await new Promise((done) => setTimeout(done, 3000));
  const [, uid] = ctx.path.match(/^\/interaction\/(.+)$/) ?? [];
  if (!uid) return next();
  const { params } = await provider.interactionDetails(ctx.req, ctx.res);
  if (ctx.method === "GET") {
    const words = params.acr_values ? "Unilogin med to faktorer" : "Unilogin";
    return void (ctx.body = page(words, `<form method="post"><label>Brugernavn <input name="login" autofocus></label> <button>Fortsæt</button> <button name="stop" value="1">Afbryd</button></form>`));
  }
  const form = new URLSearchParams(await read(ctx.req));
  const login = { accountId: `${form.get("login")}|${params.acr_values || form.get("level") === "3" ? 3 : 2}`, acr: params.acr_values, remember: true };
  const result = form.get("stop") ? { error: "access_denied", error_description: "stopped" } : { login };
  ctx.respond = false;
  await provider.interactionFinished(ctx.req, ctx.res, result, { mergeWithLastSubmission: false });
});

// What comes out of the token endpoint and is told of a token, when the provider is to lie.
provider.use(async (ctx, next) => {
  await next();
  if (ctx.path === "/token" && told.lie && ctx.body?.id_token) ctx.body.id_token = await lie(ctx.body.id_token);
  if (ctx.path === "/token/introspection" && told.lie === "inactive") ctx.body = { active: false };
});

async function lie(token) {
  const claims = decodeJwt(token);
  const now = Math.floor(Date.now() / 1000);
  const sign = (more, header = {}, key = own.privateKey) => new SignJWT({ ...claims, ...more }).setProtectedHeader({ alg: "RS256", kid: "own", ...header }).sign(key);
  const [head, body, mark] = token.split(".");
  const lies = {
    none: () => new UnsecuredJWT(claims).encode(),
    shared_secret: () => new SignJWT(claims).setProtectedHeader({ alg: "HS256", kid: "own" }).sign(spki),
    other_key: () => sign({}, {}, other.privateKey),
    unknown_key: () => sign({}, { kid: "other" }, other.privateKey),
    own_key_inside: async () => sign({}, { kid: undefined, jwk: await exportJWK(other.publicKey) }, other.privateKey),
    changed: () => [head, Buffer.from(JSON.stringify({ ...claims, uniid: "rikke" })).toString("base64url"), mark].join("."),
    audience: () => sign({ aud: "another-service" }),
    two_audiences: () => sign({ aud: ["spor", "another-service"], azp: "another-service" }),
    issuer: () => sign({ iss: "https://broker.unilogin.example" }),
    expired: () => sign({ iat: now - 4000, exp: now - 120 }),
    skewed: () => sign({ iat: now + 40, exp: now + 340 }),
    late: () => sign({ iat: now - 340, exp: now - 40 }),
    future: () => sign({ iat: now + 3600, exp: now + 7200 }),
    endless: () => sign({ exp: undefined }),
    no_nonce: () => sign({ nonce: undefined }),
    other_nonce: () => sign({ nonce: "another" }),
    other_access: () => sign({ at_hash: "AAAAAAAAAAAAAAAAAAAAAA" }),
    no_uniid: () => sign({ uniid: undefined }),
    stale: () => sign({ auth_time: now - 7200 }),
    rubbish: () => "no.token.atall",
    nothing: () => undefined,
  };
  return (lies[told.lie] ?? (() => token))();
}

provider.listen(port, "127.0.0.1", () => console.log("up"));
