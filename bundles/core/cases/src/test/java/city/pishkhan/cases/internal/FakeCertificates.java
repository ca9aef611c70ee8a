package city.pishkhan.cases.internal;

import city.pishkhan.api.certificates.Certificates;
import city.pishkhan.api.security.Caller;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Certificates in memory. */
final class FakeCertificates implements Certificates {
    final Map<UUID, Set<String>> personal = new ConcurrentHashMap<>();
    final Set<String> sealedLater = ConcurrentHashMap.newKeySet();
    private final Map<UUID, Instant> expiry = new ConcurrentHashMap<>();
    private final Map<UUID, Certificate> issued = new ConcurrentHashMap<>();

    @Override
    public Certificate issue(
            UUID caseId, String caseNumber, String template, Map<String, Object> content, Set<String> names) {
        personal.put(caseId, names);
        return issued.computeIfAbsent(
                caseId,
                id -> new Certificate(
                        "code-" + id, id, caseNumber, template, content, "valid", Instant.now(), "digest-" + id));
    }

    @Override
    public int sealFacts(Set<String> names) {
        sealedLater.addAll(names);
        return 0;
    }

    @Override
    public Optional<Certificate> findByCase(UUID caseId) {
        return Optional.ofNullable(issued.get(caseId));
    }

    @Override
    public Optional<Certificate> verify(String code) {
        return issued.values().stream().filter(one -> one.code().equals(code)).findFirst();
    }

    @Override
    public Optional<UUID> findCaseId(String code) {
        return verify(code).map(Certificate::caseId);
    }

    @Override
    public Certificate revoke(Caller caller, String code) {
        Certificate c = verify(code).orElseThrow();
        Certificate revoked = new Certificate(
                c.code(), c.caseId(), c.number(), c.template(), c.content(), "revoked", c.issued(), c.digest());
        issued.put(c.caseId(), revoked);
        return revoked;
    }

    @Override
    public boolean placeOnHold(UUID caseId, String why) {
        return tryMove(caseId, "valid", "held");
    }

    @Override
    public boolean release(UUID caseId) {
        return tryMove(caseId, "held", "valid");
    }

    @Override
    public boolean isHeld(UUID caseId) {
        return findByCase(caseId).filter(one -> one.state().equals("held")).isPresent();
    }

    private boolean tryMove(UUID caseId, String from, String to) {
        Certificate one = issued.get(caseId);
        if (one == null || !one.state().equals(from)) {
            return false;
        }
        issued.put(
                caseId,
                new Certificate(
                        one.code(),
                        caseId,
                        one.number(),
                        one.template(),
                        one.content(),
                        to,
                        one.issued(),
                        one.digest()));
        return true;
    }

    /** Removes all certificates of a property. */
    void removeAll(String subject) {
        issued.values().removeIf(one -> subject.equals(one.content().get("subject")));
    }

    /** Lets all certificates of a property expire at a time. */
    void expire(String subject, Instant at) {
        issued.values().stream()
                .filter(one -> subject.equals(one.content().get("subject")))
                .forEach(one -> expiry.put(one.caseId(), at));
    }

    @Override
    public Optional<Certificate> findValid(String template, String subject, Instant at) {
        return issued.values().stream()
                .filter(one -> one.template().equals(template)
                        && !at.isAfter(expiry.getOrDefault(one.caseId(), Instant.MAX))
                        && subject.equals(one.content().get("subject")))
                .findFirst();
    }

    @Override
    public List<Optional<Certificate>> verifyAll(Caller caller, List<CertificateQuery> asked) {
        throw new UnsupportedOperationException();
    }
}
