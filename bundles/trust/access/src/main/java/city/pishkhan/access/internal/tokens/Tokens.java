package city.pishkhan.access.internal.tokens;

import city.pishkhan.access.internal.ExclusionTable;
import city.pishkhan.api.Refusal;
import city.pishkhan.api.security.Authenticator.Token;
import city.pishkhan.api.security.Caller;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Bearer tokens for the hub's own endpoints: JWT (RFC 7519) with HS256 only. */
public final class Tokens {
    private static final int LONGEST = 4096;
    private static final Duration SKEW = Duration.ofSeconds(30);
    private static final String ROLES = "roles";
    private static final String PERSON = "person";
    private static final String VOUCHER = "voucher";
    private static final JWSHeader HEADER =
            new JWSHeader.Builder(JWSAlgorithm.HS256).type(JOSEObjectType.JWT).build();

    private final Clock clock;
    private final String issuer;
    private final String audience;
    private final Duration life;
    private final MACSigner signer;
    private final MACVerifier verifier;
    private final VerifiedTokenCache readBefore = new VerifiedTokenCache();

    /** @param key at least 32 bytes */
    public Tokens(Clock clock, byte[] key, String issuer, String audience, Duration life) {
        this.clock = clock;
        this.issuer = issuer;
        this.audience = audience;
        this.life = life;
        try {
            signer = new MACSigner(key);
            verifier = new MACVerifier(key);
        } catch (JOSEException e) {
            throw new IllegalArgumentException("the token key must have at least 32 bytes", e);
        }
    }

    /**
     * Issues a token.
     *
     * @throws IllegalArgumentException if the roles exclude each other; callers must check the roles before the call
     */
    public Token issue(KnownLogin known) {
        Caller caller = known.caller();
        ExclusionTable.SHIPPED.findConflict(caller.roles()).ifPresent(conflict -> {
            throw new IllegalArgumentException("no token can be issued for " + conflict);
        });
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Instant end = now.plus(life);
        SignedJWT jwt = new SignedJWT(
                HEADER,
                new JWTClaimsSet.Builder()
                        .issuer(issuer)
                        .audience(audience)
                        .subject(caller.principal())
                        .claim(ROLES, List.copyOf(caller.roles()))
                        .claim(PERSON, caller.person().isEmpty() ? null : caller.person())
                        .claim(VOUCHER, known.voucher())
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(end))
                        .jwtID(UUID.randomUUID().toString())
                        .build());
        try {
            jwt.sign(signer);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return new Token(jwt.serialize(), end, caller, known.voucher());
    }

    /**
     * Verifies a token.
     *
     * @return empty unless the token is signed by our key with HS256, is valid now, has our issuer and audience, and has
     *     compatible roles
     */
    public Optional<KnownLogin> verify(String token) {
        if (token == null || token.length() > LONGEST) {
            return Optional.empty();
        }
        return readBefore
                .get(token, this::parseVerified)
                .filter(this::isWithinValidity)
                .map(VerifiedTokenCache.Signed::known);
    }

    private Optional<VerifiedTokenCache.Signed> parseVerified(String token) {
        try {
            SignedJWT jwt = SignedJWT.parse(token);
            if (!JWSAlgorithm.HS256.equals(jwt.getHeader().getAlgorithm()) || !jwt.verify(verifier)) {
                return Optional.empty();
            }
            JWTClaimsSet claims = jwt.getJWTClaimsSet();
            return hasValidClaims(claims)
                    ? Optional.of(new VerifiedTokenCache.Signed(
                            new KnownLogin(
                                    new Caller(
                                            claims.getSubject(),
                                            new HashSet<>(claims.getStringListClaim(ROLES)),
                                            claims.getStringClaim(PERSON)),
                                    claims.getStringClaim(VOUCHER)),
                            claims.getIssueTime().toInstant(),
                            claims.getExpirationTime().toInstant()))
                    : Optional.empty();
        } catch (ParseException | JOSEException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Returns the refusal for a token that is not accepted. */
    public static Refusal invalid() {
        return Refusal.of(Refusal.Kind.UNAUTHENTICATED, "login.token", null);
    }

    private boolean hasValidClaims(JWTClaimsSet claims) throws ParseException {
        return issuer.equals(claims.getIssuer())
                && claims.getAudience().equals(List.of(audience))
                && claims.getSubject() != null
                && claims.getStringListClaim(ROLES) != null
                && ExclusionTable.SHIPPED
                        .findConflict(claims.getStringListClaim(ROLES))
                        .isEmpty()
                && claims.getStringClaim(VOUCHER) != null
                && claims.getExpirationTime() != null
                && claims.getIssueTime() != null;
    }

    private boolean isWithinValidity(VerifiedTokenCache.Signed token) {
        Instant now = clock.instant();
        return now.isBefore(token.end().plus(SKEW)) && !now.plus(SKEW).isBefore(token.issued());
    }
}
