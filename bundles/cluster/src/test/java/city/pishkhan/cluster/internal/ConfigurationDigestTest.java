package city.pishkhan.cluster.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationDigestTest {
    @TempDir
    Path one;

    @TempDir
    Path two;

    private static void write(Path etc, String name, String text) throws IOException {
        Files.createDirectories(etc.resolve(name).getParent());
        Files.writeString(etc.resolve(name), text);
    }

    private Set<String> unlike() {
        Map<String, String> here = new ConfigurationDigest(one).now();
        Map<String, String> there = new ConfigurationDigest(two).now();
        Set<String> names = new java.util.TreeSet<>(here.keySet());
        names.addAll(there.keySet());
        return names.stream()
                .filter(name -> !here.getOrDefault(name, "").equals(there.getOrDefault(name, "")))
                .collect(Collectors.toSet());
    }

    @Test
    void keysThatDifferAreNamedAndNoValueIsTold() throws IOException {
        write(one, "city.pishkhan.access.cfg", "# a comment\ntoken.minutes=15\nissuer = pishkhan\n");
        write(two, "city.pishkhan.access.cfg", "issuer=pishkhan\ntoken.minutes=20\nrealm=x\n");
        assertEquals(Set.of("city.pishkhan.access.cfg token.minutes", "city.pishkhan.access.cfg realm"), unlike());
        assertFalse(new ConfigurationDigest(one).now().toString().contains("15"), "no value");
    }

    @Test
    void whatIsEachNodesOwnDoesNotCount() throws IOException {
        write(one, "city.pishkhan.platform.postgres.cfg", "url=a");
        write(two, "city.pishkhan.platform.postgres.cfg", "url=b");
        write(one, "org.apache.felix.http.cfg", "pishkhan.port=1");
        write(one, "city.pishkhan.cluster.cfg", "name=a");
        assertEquals(Set.of(), unlike());
    }

    /** Its hash is not one that can be tried through. */
    @Test
    void aSecretInAFileIsHashedSlowly() throws IOException {
        write(one, "city.pishkhan.bank.mellat.cfg", "password=secret\nterminal=1");
        write(two, "city.pishkhan.bank.mellat.cfg", "password=other\nterminal=1");
        assertEquals(Set.of("city.pishkhan.bank.mellat.cfg password"), unlike());
        write(two, "city.pishkhan.other.cfg", "url=secret");
        Map<String, String> both = new ConfigurationDigest(two).now();
        write(two, "city.pishkhan.other.cfg", "password=secret");
        assertNotEquals(
                both.get("city.pishkhan.other.cfg url"),
                new ConfigurationDigest(two).now().get("city.pishkhan.other.cfg password"));
    }

    @Test
    void aLoginCountsByItsNameAndRoles() throws IOException {
        write(one, "users/a.users", "clerk = plain:first, office:1204\nchief = pbkdf2:1, office:1204\n");
        write(two, "users/a.users", "clerk = pbkdf2:x, office:1204\nchief = pbkdf2:2, office:1205\n");
        assertEquals(Set.of("users/a.users chief"), unlike());
    }

    @Test
    void rulesAndRoutesCountByTheirContent() throws IOException {
        write(one, "procedures/permit.yaml", "a");
        write(two, "procedures/permit.yaml", "b");
        write(one, "routes/telecom.camel.yaml", "same");
        write(two, "routes/telecom.camel.yaml", "same");
        assertEquals(Set.of("procedures/permit.yaml"), unlike());
    }
}
