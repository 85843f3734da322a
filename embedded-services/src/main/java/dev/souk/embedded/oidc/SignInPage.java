package dev.souk.embedded.oidc;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/** The page on which a person says who they want to be, and what becomes of their answer. */
final class SignInPage {
    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final String NAME_FIELD = "username=";

    private SignInPage() {}

    /** The form posts to the address it was read from, query and all: that is the authorization request. */
    static String html() {
        return """
                <!doctype html>
                <html lang="en">
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>Sign in · Souk on this machine</title>
                <style>
                  body { font: 16px/1.5 system-ui, sans-serif; display: grid; place-items: center; min-height: 100vh;
                         margin: 0; background: #f4f1ea; color: #222 }
                  main { background: #fff; padding: 2rem; border-radius: 12px; box-shadow: 0 2px 16px #0002; width: 20rem }
                  h1 { font-size: 1.25rem; margin: 0 0 .5rem }
                  p { margin: 0 0 1rem; color: #666; font-size: .9rem }
                  label { display: block; font-size: .9rem }
                  input { font: inherit; width: 100%; box-sizing: border-box; padding: .5rem; margin: .25rem 0 1rem }
                  button { font: inherit; padding: .5rem 1rem; border: 0; border-radius: 6px; background: #134e4a;
                           color: #fff; cursor: pointer }
                  .others { display: flex; gap: .5rem; margin-top: 1rem; border-top: 1px solid #eee; padding-top: 1rem }
                  .others button { background: #e5e7eb; color: #222 }
                </style>
                <main>
                  <h1>Sign in</h1>
                  <p>This is the sign-in of a Souk on one machine. Any name will do, and none needs a password.</p>
                  <form method="post">
                    <label for="username">Name or e-mail address</label>
                    <input id="username" name="username" required maxlength="100" autofocus autocomplete="username">
                    <button>Sign in</button>
                  </form>
                  <form method="post" class="others">
                    <button name="username" value="seller">as seller</button>
                    <button name="username" value="buyer">as buyer</button>
                  </form>
                </main>
                """;
    }

    /** Adds the named person's claims to a posted form, unless it brings claims of its own. */
    static String withClaims(String form) {
        boolean brings = false;
        String username = null;
        for (String field : form.split("&", -1)) {
            if (field.startsWith(NAME_FIELD)) {
                username = URLDecoder.decode(field.substring(NAME_FIELD.length()), StandardCharsets.UTF_8);
            }
            brings |= field.startsWith("claims=") && field.length() > "claims=".length();
        }
        if (username == null || brings) {
            return form;
        }
        Map<String, Object> claims = new Person(username).claims();
        return form + "&claims=" + URLEncoder.encode(JSON.writeValueAsString(claims), StandardCharsets.UTF_8);
    }
}
