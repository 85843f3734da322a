package dev.souk.webhooks;

import dev.souk.lambda.config.Secret;
import dev.souk.model.WebhookEndpointId;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Keeps endpoints' secrets from whoever reads the database, or a copy of it, alone: AES-256-GCM under a key that is made of {@code SOUK_SECRET}. A secret
 * that was sealed for one endpoint opens for no other.
 */
public final class SecretSeal {
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    private final SecretKeySpec key;

    public SecretSeal(Secret secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.reveal().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            this.key = new SecretKeySpec(
                    mac.doFinal("secrets of webhook endpoints".getBytes(StandardCharsets.UTF_8)), "AES");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }

    public SealedSecret seal(WebhookEndpointId endpoint, SigningSecret secret, SecureRandom random) {
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, endpoint)
                    .doFinal(secret.text().getBytes(StandardCharsets.UTF_8));
            byte[] all = Arrays.copyOf(nonce, NONCE + sealed.length);
            System.arraycopy(sealed, 0, all, NONCE, sealed.length);
            return new SealedSecret(all);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES/GCM", e);
        }
    }

    /** Empty when it was sealed under another {@code SOUK_SECRET}, or for another endpoint. */
    public Optional<SigningSecret> open(WebhookEndpointId endpoint, SealedSecret sealed) {
        byte[] all = sealed.bytes();
        if (all.length < NONCE) {
            return Optional.empty();
        }
        try {
            byte[] text = cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(all, NONCE), endpoint)
                    .doFinal(all, NONCE, all.length - NONCE);
            return Optional.of(new SigningSecret(new String(text, StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException _) {
            return Optional.empty();
        }
    }

    private Cipher cipher(int mode, byte[] nonce, WebhookEndpointId endpoint) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(endpoint.text().getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
