package dev.souk.infra.data;

import dev.souk.infra.Settings;
import java.util.Optional;
import software.amazon.awscdk.SecretValue;

/** One that these stacks do not make. Its password stands in the template, so there is to be nothing in it that anybody would miss. */
record OutsideDatabase(Settings.Outside outside) implements Database {
    @Override
    public String url() {
        return outside.databaseUrl();
    }

    @Override
    public Optional<ProxyTarget> proxyTarget() {
        return Optional.empty();
    }

    @Override
    public Optional<String> adminSecretArn() {
        return Optional.empty();
    }

    @Override
    public Optional<Login> loginOfAll() {
        return Optional.of(new Login(outside.databaseUser(), SecretValue.unsafePlainText(outside.databasePassword())));
    }
}
