package city.pishkhan.access.internal.tokens;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import city.pishkhan.access.internal.users.CallerCheck;
import city.pishkhan.access.internal.users.PersonDigests;
import city.pishkhan.access.internal.users.PersonDigestsTest;
import city.pishkhan.api.Refusal;
import city.pishkhan.api.security.Caller;
import city.pishkhan.api.security.UserDirectory.User;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.token.DefaultOAuth2TokenCallback;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tokens of a provider simulated with real HTTP: published keys, a token endpoint, and forged tokens. */
class OidcTokensTest {
    private static final Function<User, Set<String>> ALL = User::roles;

    private static final MockOAuth2Server PROVIDER = new MockOAuth2Server();
    private static final PersonDigests PERSONS = new PersonDigests(PersonDigestsTest.KEY, "operator");
    private static OidcProvider tokens;

    @BeforeAll
    static void start() {
        PROVIDER.start();
        tokens = provider("roles");
    }

    @AfterAll
    static void stop() {
        PROVIDER.shutdown();
    }

    private static String issuer() {
        return PROVIDER.issuerUrl("city").toString();
    }

    private static OidcProvider provider(String claim) {
        return new OidcProvider(terms(claim, Set.of(JWSAlgorithm.RS256)), PERSONS, jwks(), OidcProvider.keys(jwks()));
    }

    private static String jwks() {
        return PROVIDER.jwksUrl("city").toString();
    }

    private static OidcTokens.Terms terms(String claim, Set<JWSAlgorithm> algorithms) {
        Map<String, String> map = Map.of("fire-officers", "agency:fire", "observers", "oversight");
        return new OidcTokens.Terms("city", issuer(), "pishkhan", algorithms, "sub", claim, "national_id", map);
    }

    private static String issued(String audience, Map<String, Object> claims, long seconds) {
        return PROVIDER.issueToken(
                        "city",
                        "client",
                        new DefaultOAuth2TokenCallback("city", "maryam", "JWT", List.of(audience), claims, seconds))
                .serialize();
    }

    private static void refused(String token) {
        Refusal refusal = assertThrows(Refusal.class, () -> tokens.verify(token, ALL));
        assertEquals("login.token", refusal.code());
        assertEquals(Refusal.Kind.UNAUTHENTICATED, refusal.kind());
    }

    @Test
    void mapsUserTokenToRoles() {
        String token = issued("pishkhan", Map.of("roles", List.of("observers", "chess-club")), 60);
        assertEquals(new Caller("city:maryam", Set.of("oversight")), tokens.verify(token, ALL));
    }

    @Test
    void storesPersonAsDigest() throws Exception {
        Map<String, Object> claims = Map.of("roles", List.of("observers"), "national_id", "0684159414");
        assertEquals(
                new Caller("city:maryam", Set.of("oversight"), PERSONS.digest("0684159414")),
                tokens.verify(issued("pishkhan", claims, 60), ALL));
        refused(issued("pishkhan", Map.of("roles", List.of("observers"), "national_id", "0684159415"), 60));
        refused(issued("pishkhan", Map.of("roles", List.of("observers"), "national_id", "maryam"), 60));
    }

    /** Refuses a provider's token whose roles exclude each other. */
    @Test
    void rejectsConflictingRolesInProviderToken() {
        Caller both =
                tokens.verify(issued("pishkhan", Map.of("roles", List.of("observers", "fire-officers")), 60), ALL);
        Refusal refusal = assertThrows(Refusal.class, () -> new CallerCheck(PERSONS).check(both));
        assertEquals("login.excluded", refusal.code());
        assertEquals(Refusal.Kind.UNAUTHENTICATED, refusal.kind());
    }

    @Test
    void acceptsMachineByClientCredentials() throws Exception {
        PROVIDER.enqueueCallback(new DefaultOAuth2TokenCallback(
                "city", "fire-system", "JWT", List.of("pishkhan"), Map.of("roles", List.of("fire-officers")), 60));
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(PROVIDER.tokenEndpointUrl("city").toString()))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("grant_type=client_credentials&client_id=fire&client_secret=s&scope=x"))
                .build();
        String grant = HttpClient.newHttpClient()
                .send(request, BodyHandlers.ofString())
                .body();
        String token = grant.replaceAll("(?s).*\"access_token\"\\s*:\\s*\"([^\"]+)\".*", "$1");
        Caller machine = tokens.verify(token, ALL);
        assertEquals(Set.of("agency:fire"), machine.roles());
        assertEquals("city:fire", machine.principal());
    }

    @Test
    void readsNestedAndSpaceSeparatedRoles() {
        String token = issued("pishkhan", Map.of("realm_access", Map.of("roles", List.of("observers"))), 60);
        assertEquals(
                Set.of("oversight"),
                provider("realm_access.roles").verify(token, ALL).roles());
        String words = issued("pishkhan", Map.of("scope", "openid observers fire-officers"), 60);
        assertEquals(
                Set.of("oversight", "agency:fire"),
                provider("scope").verify(words, ALL).roles());
    }

    @Test
    void rejectsForeignExpiredAndForgedTokens() {
        Map<String, Object> roles = Map.of("roles", List.of("observers"));
        refused(issued("others", roles, 60));
        refused(issued("pishkhan", roles, -120));
        refused(issued("pishkhan", Map.of(), 60));
        refused(issued("pishkhan", Map.of("roles", List.of("oversight")), 60));
        refused(PROVIDER.issueToken(
                        "another",
                        "client",
                        new DefaultOAuth2TokenCallback("another", "maryam", "JWT", List.of("pishkhan"), roles, 60))
                .serialize());
        String good = issued("pishkhan", roles, 60);
        refused(good.substring(0, good.length() - 4) + "AAAA");
        refused("x".repeat(10_000));
        refused("a.b.c");
    }

    private static JWTClaimsSet claims() {
        return new JWTClaimsSet.Builder()
                .issuer(issuer())
                .audience("pishkhan")
                .subject("maryam")
                .claim("roles", List.of("observers"))
                .issueTime(Date.from(Instant.now()))
                .expirationTime(Date.from(Instant.now().plusSeconds(60)))
                .build();
    }

    /** Refuses a token that uses the public key as the secret of HS256, and a token without a signature. */
    @Test
    void rejectsAlgorithmConfusionAndUnsignedTokens() throws Exception {
        String keys = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(jwks())).build(), BodyHandlers.ofString())
                .body();
        RSAKey known = JWKSet.parse(keys).getKeys().get(0).toRSAKey();
        SignedJWT confused = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256)
                        .keyID(known.getKeyID())
                        .build(),
                claims());
        confused.sign(new MACSigner(known.toPublicKey().getEncoded()));
        refused(confused.serialize());
        refused(new PlainJWT(claims()).serialize());
        assertThrows(IllegalArgumentException.class, () -> terms("roles", Set.of(JWSAlgorithm.HS256)));
    }

    @Test
    void rejectsUnpublishedKey() throws Exception {
        RSAKey stranger = new RSAKeyGenerator(2048).keyID("stranger").generate();
        SignedJWT forged = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("stranger").build(), claims());
        forged.sign(new RSASSASigner(stranger));
        refused(forged.serialize());
    }

    @Test
    void unreachableProviderIsUnavailable() {
        OidcProvider silent = new OidcProvider(
                terms("roles", Set.of(JWSAlgorithm.RS256)),
                PERSONS,
                "http://127.0.0.1:9/jwks",
                OidcProvider.keys("http://127.0.0.1:1/jwks"));
        Refusal refusal = assertThrows(
                Refusal.class, () -> silent.verify(issued("pishkhan", Map.of("roles", List.of("observers")), 60), ALL));
        assertEquals(Refusal.Kind.UNAVAILABLE, refusal.kind());
    }

    @Test
    void rejectsInsecureKeyAddressesAndUnknownAlgorithms() {
        assertThrows(IllegalArgumentException.class, () -> OidcProvider.algorithm("RS265"));
        assertThrows(IllegalArgumentException.class, () -> OidcProvider.algorithm("none"));
        assertThrows(IllegalArgumentException.class, () -> OidcProvider.keys("http://login.example.org/jwks"));
        assertThrows(IllegalArgumentException.class, () -> OidcProvider.keys("file:/etc/passwd"));
    }

    /** The mapping of a provider's role must be accepted by two people. */
    @Test
    void ignoresProviderRoleThatIsNotAccepted() throws Exception {
        String token = issued("pishkhan", Map.of("roles", List.of("observers", "fire-officers")), 60);
        assertEquals(
                Set.of("agency:fire"),
                tokens.verify(token, user -> user.name().equals("oidc:city:fire-officers") ? user.roles() : Set.of())
                        .roles());
        assertThrows(Refusal.class, () -> tokens.verify(token, user -> Set.of()));
    }
}
