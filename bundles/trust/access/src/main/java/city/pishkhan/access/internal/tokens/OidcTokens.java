package city.pishkhan.access.internal.tokens;

import city.pishkhan.access.internal.Roles;
import city.pishkhan.access.internal.users.PersonDigests;
import city.pishkhan.api.Refusal;
import city.pishkhan.api.health.IncidentLog;
import city.pishkhan.api.security.Caller;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.text.ParseException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Verifies bearer JWTs of an external provider (RFC 9068 access tokens or OpenID Connect) with its published keys. */
final class OidcTokens {
    private static final Logger LOG = LoggerFactory.getLogger(OidcTokens.class);
    private static final int LONGEST = 8_192;
    private static final int SKEW_SECONDS = 30;
    private static final Pattern PRINCIPAL = Pattern.compile("[\\p{L}\\p{N}._@|:-]{1,100}");

    /**
     * Settings of a provider.
     *
     * @param name prefix of principals, so that they differ from local logins
     * @param audience required audience of tokens
     * @param algorithms accepted signature algorithms, all of them with public keys
     * @param principal claim with the caller's name
     * @param roles claim with the caller's roles at the provider; a dot selects a field of an object
     * @param person claim with the caller's national ID; empty if tokens do not have one
     * @param map provider's role to role of the hub
     */
    record Terms(
            String name,
            String issuer,
            String audience,
            Set<JWSAlgorithm> algorithms,
            String principal,
            String roles,
            String person,
            Map<String, String> map) {

        Terms {
            for (JWSAlgorithm algorithm : algorithms) {
                if (!JWSAlgorithm.Family.RSA.contains(algorithm) && !JWSAlgorithm.Family.EC.contains(algorithm)) {
                    throw new IllegalArgumentException(
                            "Tokens of " + issuer + " must be signed with RSA or EC keys, not with " + algorithm
                                    + ": with a shared secret, everybody who can check a token can also forge one.");
                }
            }
            map.values().stream()
                    .filter(role -> !Roles.isValid(role))
                    .findFirst()
                    .ifPresent(role -> {
                        throw new IllegalArgumentException("Unknown role " + role + " in role.map.");
                    });
            if (algorithms.isEmpty() || issuer.isBlank() || audience.isBlank()) {
                throw new IllegalArgumentException("A provider needs issuer, audience and algorithms.");
            }
        }
    }

    private final Terms terms;
    private final PersonDigests persons;
    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

    OidcTokens(Terms terms, PersonDigests persons, JWKSource<SecurityContext> keys) {
        this.terms = terms;
        this.persons = persons;
        processor.setJWSTypeVerifier(
                new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(terms.algorithms(), keys));
        DefaultJWTClaimsVerifier<SecurityContext> claims = new DefaultJWTClaimsVerifier<>(
                terms.audience(),
                new JWTClaimsSet.Builder().issuer(terms.issuer()).build(),
                Set.of("exp", "iat", terms.principal()));
        claims.setMaxClockSkew(SKEW_SECONDS);
        processor.setJWTClaimsSetVerifier(claims);
    }

    String issuer() {
        return terms.issuer();
    }

    /**
     * Verifies a token.
     *
     * @param counts returns {@code true} if the mapping from the provider's role (first) to the hub's role (second) is
     *     accepted
     * @throws Refusal UNAUTHENTICATED for an invalid token, UNAVAILABLE if the provider's keys cannot be fetched
     */
    Caller verify(String token, BiPredicate<String, String> counts) {
        if (token.length() > LONGEST) {
            throw Tokens.invalid();
        }
        try {
            JWTClaimsSet claims = processor.process(token, null);
            String principal = String.valueOf(claims.getClaim(terms.principal()));
            Set<String> roles = roles(claims, counts);
            if (roles.isEmpty() || !PRINCIPAL.matcher(principal).matches()) {
                throw Tokens.invalid();
            }
            return new Caller(terms.name() + ":" + principal, roles, person(claims));
        } catch (RateLimitReachedException e) {
            // the key id is unknown and the keys were fetched a moment ago; invented key ids must not cause more
            // fetches
            throw Tokens.invalid();
        } catch (KeySourceException e) {
            IncidentLog.warn(OidcTokens.class, "The keys of {} cannot be fetched: {}", terms.issuer(), e.getMessage());
            throw Refusal.of(Refusal.Kind.UNAVAILABLE, "login.provider", null);
        } catch (PersonDigests.Unreadable e) {
            IncidentLog.warn(
                    OidcTokens.class, "{} of a token of {}: {}", terms.person(), terms.issuer(), e.getMessage());
            throw Tokens.invalid();
        } catch (ParseException | BadJOSEException | JOSEException e) {
            LOG.debug("A token of {} is rejected: {}", terms.issuer(), e.getMessage());
            throw Tokens.invalid();
        }
    }

    /**
     * Returns the digest of the person; empty for a token of a machine. A token with an unreadable person is refused, because
     * it could belong to any person.
     */
    private String person(JWTClaimsSet claims) throws PersonDigests.Unreadable {
        Object claimed = terms.person().isEmpty() ? null : claim(claims.getClaims(), terms.person());
        return claimed == null ? "" : persons.digest(claimed.toString());
    }

    private Set<String> roles(JWTClaimsSet claims, BiPredicate<String, String> counts) {
        Set<String> roles = new LinkedHashSet<>();
        for (String providerRole : values(claim(claims.getClaims(), terms.roles()))) {
            Optional.ofNullable(terms.map().get(providerRole))
                    .filter(hubRole -> counts.test(providerRole, hubRole))
                    .ifPresent(roles::add);
        }
        return roles;
    }

    private static @Nullable Object claim(Map<?, ?> claims, String path) {
        Object whole = claims.get(path);
        int dot = path.indexOf('.');
        if (whole != null || dot < 0) {
            return whole;
        }
        return claims.get(path.substring(0, dot)) instanceof Map<?, ?> inner
                ? claim(inner, path.substring(dot + 1))
                : null;
    }

    /** Returns the values of a claim: a list, or a text with values separated by blanks, like {@code scope}. */
    private static List<String> values(@Nullable Object claim) {
        if (claim instanceof Collection<?> many) {
            return many.stream().map(String::valueOf).toList();
        }
        return claim == null ? List.of() : List.of(claim.toString().split(" "));
    }
}
