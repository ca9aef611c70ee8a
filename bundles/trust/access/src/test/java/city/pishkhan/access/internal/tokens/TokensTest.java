package city.pishkhan.access.internal.tokens;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.security.Caller;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class TokensTest {
    private static final Instant NOW = Instant.parse("2026-05-02T08:00:00Z");
    private static final byte[] KEY = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final KnownLogin CLERK = new KnownLogin(new Caller("clerk-1204", Set.of("office:1204")), "users");

    private final Tokens tokens = at(NOW);

    @Test
    void verifiesIssuedToken() {
        var token = tokens.issue(CLERK);
        assertEquals(Optional.of(CLERK), tokens.verify(token.value()));
        assertEquals(NOW.plus(Duration.ofMinutes(15)), token.expires());
    }

    @Test
    void tokenKeepsPersonAndSource() {
        KnownLogin known = new KnownLogin(
                new Caller("chair", Set.of("chair"), "1a2b3c4d.0123456789abcdef0123456789abcdef"), "users");
        assertEquals(Optional.of(known), tokens.verify(tokens.issue(known).value()));
    }

    /**
     * A token with roles that exclude each other is refused even if our own key signed it, because an older node may
     * have issued the token.
     */
    @Test
    void rejectsTokensWithConflictingRoles() throws Exception {
        KnownLogin both = new KnownLogin(new Caller("root", Set.of("operator", "chair")), "users");
        assertThrows(IllegalArgumentException.class, () -> tokens.issue(both));
        String[] part = tokens.issue(CLERK).value().split("\\.");
        JWTClaimsSet claims =
                JWTClaimsSet.parse(new String(Base64.getUrlDecoder().decode(part[1]), StandardCharsets.UTF_8));
        for (List<String> roles : List.of(List.of("operator", "chair"), List.of("operator"))) {
            SignedJWT jwt = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.HS256).build(),
                    new JWTClaimsSet.Builder(claims).claim("roles", roles).build());
            jwt.sign(new MACSigner(KEY));
            assertEquals(roles.size() == 1, tokens.verify(jwt.serialize()).isPresent(), roles::toString);
        }
    }

    @Test
    void nodeWithSameKeyVerifiesToken() {
        assertEquals(
                Optional.of(CLERK),
                at(NOW.minusSeconds(20)).verify(tokens.issue(CLERK).value()));
    }

    @Test
    void tokenExpires() {
        String token = tokens.issue(CLERK).value();
        assertEquals(Optional.of(CLERK), at(NOW.plusSeconds(15 * 60 + 29)).verify(token));
        assertEquals(Optional.empty(), at(NOW.plusSeconds(15 * 60 + 30)).verify(token));
    }

    /** A token expires at its time, even if the hub has cached it. */
    @Test
    void cachedTokenExpiresToo() {
        AtomicReference<Instant> now = new AtomicReference<>(NOW);
        InstantSource clock = now::get;
        Tokens same = new Tokens(clock.withZone(ZoneOffset.UTC), KEY, "pishkhan", "doors", Duration.ofMinutes(15));
        String token = same.issue(CLERK).value();
        assertEquals(Optional.of(CLERK), same.verify(token));
        assertEquals(Optional.empty(), same.verify(token + "A"), "another text");
        now.set(NOW.minusSeconds(31));
        assertEquals(Optional.empty(), same.verify(token), "not yet");
        now.set(NOW.plusSeconds(15 * 60 + 30));
        assertEquals(Optional.empty(), same.verify(token), "no more");
    }

    @Test
    void rejectsTokenBeforeItsStart() {
        assertEquals(
                Optional.empty(),
                at(NOW.minusSeconds(31)).verify(tokens.issue(CLERK).value()));
    }

    @Test
    void rejectsWrongKeyIssuerAndAudience() {
        byte[] other = KEY.clone();
        other[0]++;
        assertEquals(
                Optional.empty(),
                tokens.verify(with(other, "pishkhan", "doors").issue(CLERK).value()));
        assertEquals(
                Optional.empty(),
                tokens.verify(with(KEY, "somebody", "doors").issue(CLERK).value()));
        assertEquals(
                Optional.empty(),
                tokens.verify(with(KEY, "pishkhan", "windows").issue(CLERK).value()));
    }

    @Test
    void rejectsUnsignedTokenAndWrongAlgorithm() throws Exception {
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer("pishkhan")
                .audience("doors")
                .subject("root")
                .claim("roles", List.of("operator"))
                .issueTime(Date.from(NOW))
                .expirationTime(Date.from(NOW.plusSeconds(60)))
                .build();
        assertEquals(Optional.empty(), tokens.verify(new PlainJWT(claims).serialize()));
        byte[] longer = (new String(KEY, StandardCharsets.US_ASCII).repeat(2)).getBytes(StandardCharsets.US_ASCII);
        SignedJWT sha512 = new SignedJWT(new JWSHeader(JWSAlgorithm.HS512), claims);
        sha512.sign(new MACSigner(longer));
        assertEquals(Optional.empty(), with(longer, "pishkhan", "doors").verify(sha512.serialize()));
    }

    @Test
    void rejectsTokenWithoutExpiry() throws Exception {
        SignedJWT endless = new SignedJWT(
                new JWSHeader(JWSAlgorithm.HS256),
                new JWTClaimsSet.Builder()
                        .issuer("pishkhan")
                        .audience("doors")
                        .subject("root")
                        .claim("roles", List.of("operator"))
                        .issueTime(Date.from(NOW))
                        .build());
        endless.sign(new MACSigner(KEY));
        assertEquals(Optional.empty(), tokens.verify(endless.serialize()));
    }

    @Test
    void rejectsMalformedTokens() {
        for (String rubbish : new String[] {null, "", ".", "..", "a.b.c", "x".repeat(10_000)}) {
            assertTrue(tokens.verify(rubbish).isEmpty());
        }
        String token = tokens.issue(CLERK).value();
        assertTrue(tokens.verify(token.substring(0, token.length() - 2)).isEmpty());
    }

    @Test
    void rejectsShortKey() {
        assertThrows(IllegalArgumentException.class, () -> with(new byte[31], "pishkhan", "doors"));
    }

    private static Tokens at(Instant now) {
        return new Tokens(Clock.fixed(now, ZoneOffset.UTC), KEY, "pishkhan", "doors", Duration.ofMinutes(15));
    }

    private static Tokens with(byte[] key, String issuer, String audience) {
        return new Tokens(Clock.fixed(NOW, ZoneOffset.UTC), key, issuer, audience, Duration.ofMinutes(15));
    }
}
