package dev.souk.schema.deploy;

import dev.souk.lambda.aws.SecretStore;
import dev.souk.lambda.aws.SecretStoreFailed;
import dev.souk.lambda.cloudformation.CannotBeDone;
import dev.souk.lambda.config.Environment;
import dev.souk.lambda.config.MissingVariable;
import dev.souk.lambda.config.Secret;
import dev.souk.lambda.json.InvalidJson;
import dev.souk.lambda.json.Tree;
import dev.souk.schema.access.DataOwner;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Passwords as they are in the secret store now: the admin's is changed by RDS when it likes.
 *
 * @param adminSecret the name of a secret {@code {"username", "password"}}, as RDS keeps it
 * @param moduleSecrets the names of the modules' secrets, of the same form
 */
record StoredCredentials(SecretStore secrets, String adminSecret, Map<DataOwner, String> moduleSecrets)
        implements DatabaseRelease.Credentials {
    StoredCredentials {
        moduleSecrets = Map.copyOf(moduleSecrets);
    }

    /**
     * Reads {@code DATABASE_ADMIN_SECRET}, and {@code DATABASE_ACCOUNT_SECRETS}: {@code souk_users=<name>,souk_catalog=<name>,…}, one for each
     * module.
     *
     * @throws MissingVariable when one is missing
     */
    static StoredCredentials from(Environment environment, SecretStore secrets) {
        return new StoredCredentials(
                secrets,
                environment.get("DATABASE_ADMIN_SECRET"),
                environment.parsed(
                        "DATABASE_ACCOUNT_SECRETS",
                        text -> modules(List.of(text.split(","))),
                        "a list of account=secret for each module"));
    }

    private static Optional<Map<DataOwner, String>> modules(List<String> pairs) {
        Map<String, String> byAccount = new HashMap<>();
        pairs.forEach(pair -> byAccount.put(
                pair.substring(0, Math.max(0, pair.indexOf('='))).strip(),
                pair.substring(pair.indexOf('=') + 1).strip()));
        Map<DataOwner, String> modules = new EnumMap<>(DataOwner.class);
        Arrays.stream(DataOwner.values())
                .filter(owner -> byAccount.containsKey(owner.account()))
                .forEach(owner -> modules.put(owner, byAccount.getOrDefault(owner.account(), "")));
        return modules.size() == DataOwner.values().length ? Optional.of(modules) : Optional.empty();
    }

    @Override
    public DatabaseRelease.Login admin() {
        return login(adminSecret, "the database's admin, as RDS writes them");
    }

    @Override
    public Map<DataOwner, Secret> modules() {
        Map<DataOwner, Secret> passwords = new EnumMap<>(DataOwner.class);
        moduleSecrets.forEach((owner, name) -> passwords.put(
                owner,
                login(name, "the account " + owner.account() + ", as the stack makes them")
                        .password()));
        return passwords;
    }

    private DatabaseRelease.Login login(String name, String whose) {
        Secret secret = read(name);
        try {
            Tree login = Tree.of(secret.reveal());
            String user = login.path("username").text("");
            String password = login.path("password").text("");
            if (!user.isEmpty() && !password.isEmpty()) {
                return new DatabaseRelease.Login(user, new Secret(password));
            }
        } catch (InvalidJson _) {
            // Told below: what the parser says quotes what it read.
        }
        throw new CannotBeDone(
                "The secret " + name + " has no username and password of " + whose + " in it. Nothing was changed.");
    }

    private Secret read(String name) {
        try {
            return secrets.find(name)
                    .orElseThrow(() -> new CannotBeDone(
                            "The secret " + name + " is missing, or has no value. Nothing was changed."));
        } catch (SecretStoreFailed e) {
            throw new CannotBeDone(e.getMessage() + ". Nothing was changed; deploy again.", e);
        }
    }
}
