package dev.souk.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.souk.api.Contract;
import dev.souk.api.Contract.Operation;
import dev.souk.lambda.json.Json;
import dev.souk.model.AccessScope;
import dev.souk.model.StoreRole;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/**
 * Who is let do what, for every operation of the contract that takes bearer tokens: one that is added later is tested by itself. In which
 * process a function runs is all the same to it.
 */
@Tag("any-mode")
@Tag("not-on-localstack") // It has more processes to start than there is time.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuthorizationMatrixTest {
    private static final String FORGED = "eyJhbGciOiJub25lIn0.eyJzdWIiOiJzb21lYm9keSJ9.c2lnbmVkIGJ5IG5vYm9keQ";

    /** What nobody has here: disputes, that member, pictures of the draft, and an invitation once it was revoked. */
    private static final Set<String> FIND_NOTHING = Set.of(
            "getDisputeEvidence",
            "changeMember",
            "removeMember",
            "getCover",
            "getImage",
            "resendInvitation",
            "getProductTakedown",
            "getStoreTakedown",
            "appealProductTakedown",
            "appealStoreTakedown");

    /** What is its buyer's, or of the person who asks. */
    private static final List<String> OF_BUYERS =
            List.of("/v1/orders/{order_id}", "/v1/purchases/", "/v1/me/access-tokens/");

    private final Target souk = Target.it();
    private final OneOfEach things = new OneOfEach();
    private final Map<StoreRole, String> members = new EnumMap<>(StoreRole.class);
    private final Map<String, String> accessTokens = new HashMap<>();
    private final String strangersToken = souk.token("stranger-" + Shop.unique());

    @BeforeAll
    void eachRoleHasSomebody() {
        for (StoreRole role : StoreRole.values()) {
            members.put(role, role == StoreRole.OWNER ? things.sellersToken : things.crew.member(role.text()));
        }
    }

    @TestFactory
    Stream<DynamicTest> without_a_token_or_with_a_forged_one_nobody_is_let_in() {
        return each(operation -> {
            if (!operation.security().contains("none")) {
                Reply without = asked(operation, null);
                assertThat(without.status()).isEqualTo(401);
                assertThat(without.code()).isEqualTo("token_required");
            }
            for (String token : List.of(FORGED, "souk_pat_" + "0".repeat(64))) {
                Reply forged = asked(operation, token);
                assertThat(forged.status()).isEqualTo(401);
                assertThat(forged.code()).isEqualTo("token_invalid");
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> an_access_token_without_the_scope_is_refused() {
        return each(operation -> {
            Reply refused = asked(operation, accessToken(allBut(operation.scope())));
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.code()).isEqualTo(operation.scope() == null ? "sign_in_required" : "insufficient_scope");
        });
    }

    /** With the scope, and so let in: what is another's is not found, and what has nobody's name in its path is their own. */
    @TestFactory
    Stream<DynamicTest> what_is_anothers_is_not_found() {
        return each(operation -> {
            if (operation.admin()) {
                return;
            }
            Reply reply = asked(operation, operation.scope() == null ? strangersToken : accessToken(operation.scope()));
            if (operation.pathTemplate().contains("{")) {
                assertThat(reply.status()).as(reply.toString()).isEqualTo(404);
                assertThat(reply.code()).isEqualTo("not_found");
            } else {
                assertThat(reply.status())
                        .as(reply.toString())
                        .isNotIn(401, 403, 404, 429)
                        .isLessThan(500);
            }
        });
    }

    /** Neither those whose things they are, nor anybody with an access token, an admin's own and with every scope included. */
    @TestFactory
    Stream<DynamicTest> what_is_for_admins_is_for_nobody_else() {
        String adminsAccessToken = madeBy(things.adminsToken, allBut(null)).text("token");
        return Contract.load().operations().stream()
                .filter(Operation::admin)
                .map(operation -> dynamicTest(operation.id(), () -> {
                    for (String token : List.of(strangersToken, things.sellersToken, things.buyersToken)) {
                        Reply refused = asked(operation, token);
                        assertThat(refused.status()).isEqualTo(403);
                        assertThat(refused.code()).isEqualTo("admin_required");
                    }
                    Reply program = asked(operation, adminsAccessToken);
                    assertThat(program.status()).isEqualTo(403);
                    assertThat(program.code()).isEqualTo("sign_in_required");
                    // On nobody's things: what an admin can do to those of the other tests here would undo them.
                    Reply admin = asked(operation, things.nobodysPath(operation), things.adminsToken);
                    assertThat(admin.status())
                            .as(admin.toString())
                            .isNotIn(401, 403, 429)
                            .isLessThan(500);
                }));
    }

    /**
     * A member whose role an operation does not take hears so; all of them are of the store that the rest of the path belongs to. What may be done is
     * done with nothing in the body that fits, or to a draft, in the order of the contract.
     */
    @TestFactory
    Stream<DynamicTest> a_member_can_do_what_their_role_can() {
        return Arrays.stream(StoreRole.values())
                .flatMap(role -> Contract.load().operations().stream()
                        .filter(operation -> !operation.roles().isEmpty())
                        // Whoever leaves is no member for the operations after it: MembersTest has them leave.
                        .filter(operation -> !operation.id().equals("leaveStore"))
                        .map(operation ->
                                dynamicTest(role.text() + " " + operation.id(), () -> isLetIn(operation, role))));
    }

    private void isLetIn(Operation operation, StoreRole role) {
        Reply reply = asked(operation, members.get(role));
        if (operation.roles().contains(role.text())) {
            assertThat(reply.code())
                    .as(reply.toString())
                    .isNotIn("role_required", FIND_NOTHING.contains(operation.id()) ? "" : "not_found");
            assertThat(reply.status()).isLessThan(500).isNotEqualTo(401);
        } else if (operation.pathTemplate().contains("{dispute_id}")) {
            assertThat(reply.status()).as(reply.toString()).isEqualTo(404);
        } else if (operation.pathTemplate().contains("{")) {
            assertThat(reply.status()).as(reply.toString()).isEqualTo(403);
            assertThat(reply.code()).isEqualTo("role_required");
        }
    }

    /** An operation that is added and forgets to say which roles it takes: whose thing is in its path is a store's, unless it is in this list. */
    @Test
    void what_is_a_stores_asks_for_a_role() {
        assertThat(Contract.load().operations().stream()
                        .filter(operation -> operation.security().contains("bearer"))
                        .filter(operation -> operation.roles().isEmpty() && !operation.admin())
                        .filter(operation -> operation.pathTemplate().contains("{"))
                        .map(Operation::pathTemplate)
                        .filter(path -> OF_BUYERS.stream().noneMatch(path::startsWith)))
                .isEmpty();
    }

    private interface Check {
        void of(Operation operation);
    }

    private static Stream<DynamicTest> each(Check check) {
        return Contract.load().operations().stream()
                .filter(operation -> operation.security().contains("bearer"))
                .map(operation -> dynamicTest(operation.id(), () -> check.of(operation)));
    }

    private Reply asked(Operation operation, @Nullable String token) {
        return asked(operation, things.path(operation), token);
    }

    private Reply asked(Operation operation, String path, @Nullable String token) {
        Call call = souk.call(operation.method(), path);
        if (token != null) {
            call.bearer(token);
        }
        if (things.isEdit(operation)) {
            call.header("If-Match", "\"v1\"");
        }
        if (operation.method().equals("POST")) {
            call.header("Idempotency-Key", UUID.randomUUID().toString());
        }
        String body = things.body(operation);
        return (body.isEmpty() ? call : call.json(body)).made();
    }

    private static String allBut(@Nullable String scope) {
        return String.join(
                " ",
                Arrays.stream(AccessScope.values())
                        .map(AccessScope::text)
                        .filter(each -> !each.equals(scope))
                        .toList());
    }

    /** One of the stranger's with these scopes. */
    private String accessToken(String scopes) {
        return accessTokens.computeIfAbsent(
                scopes, wanted -> madeBy(strangersToken, wanted).text("token"));
    }

    private Reply madeBy(String token, String scopes) {
        return souk.call("POST", "/v1/me/access-tokens")
                .bearer(token)
                .json(Json.write(Map.of("name", "Matrix", "scopes", List.of(scopes.split(" ")))))
                .ok(201);
    }
}
