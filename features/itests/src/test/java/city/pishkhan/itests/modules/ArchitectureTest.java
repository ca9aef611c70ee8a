package city.pishkhan.itests.modules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Architecture rules, checked against the classes of all bundles of the hub. */
class ArchitectureTest {

    /**
     * Classes that may sleep between checks, because they watch things that send no notification of a change: a
     * process, a socket that opens.
     */
    private static final Set<String> MAY_SLEEP = Set.of(
            "city.pishkhan.deployment.internal.DeploymentProbe",
            "city.pishkhan.deployment.internal.leftovers.LeftoverWatch",
            "city.pishkhan.platform.postgres.internal.ExternalWait",
            "city.pishkhan.platform.postgres.internal.PostgresServer",
            "city.pishkhan.platform.postgres.internal.Supervisor",
            "city.pishkhan.platform.startup.Retry");

    /** Types of the api that the modules of the archive may use. */
    private static final Map<String, Set<String>> ARCHIVE_OF_API = Map.of(
            "archive",
            Set.of(
                    "Papers",
                    "ReportPhotos",
                    "ResumableUploads",
                    "ArchiveDocuments",
                    "ArchiveSources",
                    "ArchiveCatalogue",
                    "Access",
                    "Scope",
                    "Page",
                    "Caller",
                    "Refusal",
                    "BackupPart",
                    "HubJournal",
                    "Journal",
                    "Vault",
                    "Erasable",
                    "SheetLimit",
                    "SheetImages",
                    "SheetRedactions",
                    "SheetProofs",
                    "HealthWatch",
                    "HealthWarning",
                    "WorkCounter",
                    "SharedKey",
                    "SharedKeyProvider"),
            "keeping",
            Set.of(
                    "Papers",
                    "Caller",
                    "Refusal",
                    "HubJournal",
                    "Journal",
                    "ApprovedAct",
                    "Approvals",
                    "PaperUses",
                    "DocumentSigner",
                    "HealthWatch",
                    "HealthWarning",
                    "BacklogWatch",
                    "WorkCounter"),
            "pictures",
            Set.of("Papers", "SheetImages", "Caller", "Refusal"));

    private static final Path BUNDLES = Path.of("../../bundles");
    private static final Path ROUTES = Path.of("../../routes");
    private static final Pattern MAY_DEPEND = Pattern.compile("^May depend on: (.+)\\.$", Pattern.MULTILINE);
    private static final Pattern MODULE = Pattern.compile("city\\.pishkhan\\.(?:platform\\.)?(\\w+)\\.");

    private static JavaClasses hub;

    @BeforeAll
    static void read() {
        hub = new ClassFileImporter().importPaths(HubClasses.folders());
    }

    @Test
    void everyClassBelongsToKnownModule() {
        Set<String> seen = new TreeSet<>();
        Set<String> homeless = new TreeSet<>();
        for (JavaClass one : hub) {
            ModuleDependencies.moduleOf(one.getPackageName())
                    .ifPresentOrElse(seen::add, () -> homeless.add(one.getName()));
        }
        assertAll(
                () -> assertEquals(
                        new TreeSet<>(ModuleDependencies.all()),
                        seen,
                        "modules with classes; compile all bundles and routes first"),
                () -> assertEquals(
                        Set.of(),
                        homeless,
                        "a new module outside core, trust, partners, archive and routes needs a line in ModuleDependencies"));
    }

    @Test
    void modulesUseOnlyAllowedModules() {
        classes()
                .should(new ArchCondition<JavaClass>("see only rooms that theirs may see") {
                    @Override
                    public void check(JavaClass one, ConditionEvents events) {
                        String moduleName = ModuleDependencies.moduleOf(one.getPackageName())
                                .orElseThrow();
                        for (Dependency dependency : one.getDirectDependenciesFromSelf()) {
                            ModuleDependencies.moduleOf(
                                            dependency.getTargetClass().getPackageName())
                                    .filter(other -> !ModuleDependencies.isAllowed(moduleName, other))
                                    .ifPresent(other -> events.add(SimpleConditionEvent.violated(
                                            dependency,
                                            moduleName + " may not see " + other + ": "
                                                    + dependency.getDescription())));
                        }
                    }
                })
                .check(hub);
    }

    /** A group of modules is a folder in {@code bundles}. Its README lists the groups, or single modules of them, that it may depend on. */
    @Test
    void groupsUseOnlyGroupsInTheirReadme() throws IOException {
        Map<String, String> groups = new TreeMap<>();
        Map<String, Set<String>> allowed = new TreeMap<>();
        try (Stream<Path> readmes = Files.walk(BUNDLES, 2)) {
            for (Path readme : (Iterable<Path>) readmes.filter(file -> file.endsWith("README.md"))::iterator) {
                String group = readme.getParent().getFileName().toString();
                Matcher line = MAY_DEPEND.matcher(Files.readString(readme));
                assertTrue(line.find(), readme + " needs a line 'May depend on: ...'");
                allowed.put(group, Set.of(line.group(1).split(", ")));
                try (Stream<Path> modules = Files.list(readme.getParent())) {
                    modules.filter(Files::isDirectory)
                            .forEach(module -> groups.put(module.getFileName().toString(), group));
                }
            }
        }
        assertTrue(allowed.size() >= 7, allowed::toString);
        Set<String> forbidden = new TreeSet<>();
        for (JavaClass one : hub) {
            String from = groups.get(module(one));
            for (Dependency dependency : one.getDirectDependenciesFromSelf()) {
                String module = module(dependency.getTargetClass());
                String to = groups.get(module);
                boolean inGroups = from != null && to != null;
                if (inGroups && !from.equals(to) && Collections.disjoint(allowed.get(from), List.of(to, module))) {
                    forbidden.add(from + " -> " + to + ": " + dependency.getDescription());
                }
            }
        }
        assertEquals(Set.of(), forbidden);
    }

    /** Returns the name of the module that contains a class; empty for classes that are not part of the hub. */
    private static String module(JavaClass one) {
        Matcher module = MODULE.matcher(one.getPackageName() + ".");
        return module.lookingAt() ? module.group(1) : "";
    }

    @Test
    void modulesDoNotUseForeignInternalPackages() {
        classes()
                .should(new ArchCondition<JavaClass>("not see another room's internal packages") {
                    @Override
                    public void check(JavaClass one, ConditionEvents events) {
                        String moduleName = ModuleDependencies.moduleOf(one.getPackageName())
                                .orElseThrow();
                        for (Dependency dependency : one.getDirectDependenciesFromSelf()) {
                            String target = dependency.getTargetClass().getPackageName();
                            boolean inside = (target + ".").contains(".internal.");
                            ModuleDependencies.moduleOf(target)
                                    .filter(other -> inside && !other.equals(moduleName))
                                    .ifPresent(other -> events.add(
                                            SimpleConditionEvent.violated(dependency, dependency.getDescription())));
                        }
                    }
                })
                .check(hub);
    }

    /**
     * A class in a stack trace is unique by its simple name. Wire records are exempt: they have the names that callers know, identical at
     * several doors.
     */
    @Test
    void simpleClassNamesAreUnique() {
        Map<String, Set<String>> named = new TreeMap<>();
        hub.stream()
                .filter(one -> one.getSource().isPresent() && one.isTopLevelClass())
                .filter(one -> !one.getSimpleName().equals("package-info"))
                .filter(one -> !(one.getPackageName() + ".").matches(".*\\.contracts?\\..*"))
                .forEach(one -> named.computeIfAbsent(one.getSimpleName(), name -> new TreeSet<>())
                        .add(one.getPackageName()));
        named.values().removeIf(packages -> packages.size() == 1);
        assertEquals(Map.of(), named);
    }

    /** Every suffix of a class name keeps its documented meaning. */
    @Test
    void classNameSuffixesKeepTheirMeaning() {
        classes()
                .that()
                .haveSimpleNameEndingWith("Service")
                .and()
                .resideInAPackage("..internal..")
                .and()
                .areTopLevelClasses()
                .should(new ArchCondition<JavaClass>("implement what other rooms call") {
                    @Override
                    public void check(JavaClass one, ConditionEvents events) {
                        boolean offers = one.getAllRawInterfaces().stream()
                                .anyMatch(type -> type.getPackageName().startsWith("city.pishkhan."));
                        if (!offers) {
                            events.add(SimpleConditionEvent.violated(one, one.getName()));
                        }
                    }
                })
                .check(hub);
        classes()
                .that()
                .haveSimpleNameEndingWith("Resource")
                .and()
                .areTopLevelClasses()
                .should(new ArchCondition<JavaClass>("lie behind a door") {
                    @Override
                    public void check(JavaClass one, ConditionEvents events) {
                        boolean door = one.getDirectDependenciesFromSelf().stream()
                                .anyMatch(
                                        d -> d.getTargetClass().getPackageName().startsWith("city.pishkhan.doors"));
                        if (!door) {
                            events.add(SimpleConditionEvent.violated(one, one.getName()));
                        }
                    }
                })
                .check(hub);
        noClasses()
                .that()
                .haveSimpleNameEndingWith("Policy")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.jdbi..", "jakarta.persistence..", "java.sql..")
                .check(hub);
    }

    /** Groups whose packages are not checked for null yet: folders of {@code bundles}, or {@code routes}. */
    private static final Set<String> NOT_NULL_MARKED = Set.of();

    /** The compiler checks for null only in packages with {@code @NullMarked}. */
    @Test
    void everyPackageIsNullMarked() throws IOException {
        Set<String> unmarked = new TreeSet<>();
        int seen = 0;
        for (Path root : List.of(BUNDLES, ROUTES)) {
            try (Stream<Path> sources = Files.walk(root)) {
                Set<Path> folders = sources.filter(file -> file.toString().endsWith(".java"))
                        .filter(file -> file.toString().contains("/src/main/java/"))
                        .map(Path::getParent)
                        .collect(Collectors.toSet());
                seen += folders.size();
                for (Path folder : folders) {
                    String group = root == ROUTES
                            ? "routes"
                            : root.relativize(folder).getName(0).toString();
                    Path info = folder.resolve("package-info.java");
                    boolean marked =
                            Files.exists(info) && Files.readString(info).contains("@NullMarked\n");
                    if (!marked && !NOT_NULL_MARKED.contains(group)) {
                        unmarked.add(folder.toString());
                    }
                }
            }
        }
        assertTrue(seen > 200, "packages found: " + seen);
        assertEquals(Set.of(), unmarked, "annotate package-info.java with org.jspecify.annotations.NullMarked");
    }

    /** Every package is a slice of its own, also a bundle's root package and {@code internal}; cycles across bundles count as well. */
    @Test
    void packagesFormNoCycle() {
        slices().matching("city.pishkhan.(**)").should().beFreeOfCycles().check(hub);
    }

    @Test
    void paymentPackagesDoNotUseService() {
        noClasses()
                .that()
                .resideInAPackage("city.pishkhan.payments.internal.*..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("city.pishkhan.payments.internal")
                .check(hub);
    }

    /**
     * The archive is the only wrapper of external systems that implements services of the api. Of the api, its modules
     * use only the types of these services and those that protect personal values.
     */
    @Test
    void archiveUsesOnlyItsOwnApiServices() {
        ARCHIVE_OF_API.forEach((module, own) -> noClasses()
                .that()
                .resideInAPackage("city.pishkhan." + module + "..")
                .should()
                .dependOnClassesThat(new DescribedPredicate<JavaClass>("are of the api, and none of " + own) {
                    @Override
                    public boolean test(JavaClass one) {
                        return one.getPackageName().startsWith("city.pishkhan.api") && !own.contains(outer(one));
                    }
                })
                .check(hub));
    }

    private static String outer(JavaClass one) {
        return one.getName().replaceFirst("\\$.*", "").replaceFirst(".*\\.", "");
    }

    /**
     * No class outside a route bundle uses its classes. This follows from {@link ModuleDependencies}, but is checked
     * separately: route bundles can be replaced under load only because nothing depends on them.
     */
    @Test
    void routeClassesAreUsedByRoutesOnly() {
        String[] routes = ModuleDependencies.routes().stream()
                .map(moduleName -> "city.pishkhan." + moduleName + "..")
                .toArray(String[]::new);
        noClasses()
                .that()
                .resideOutsideOfPackages(routes)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(routes)
                .check(hub);
    }

    @Test
    void apiSignaturesUseNoThirdPartyTypes() {
        classes()
                .that()
                .resideInAnyPackage("city.pishkhan.spi..", "city.pishkhan.api..")
                .should(new ArchCondition<JavaClass>("have only the JDK's types and ours in their signatures") {
                    @Override
                    public void check(JavaClass one, ConditionEvents events) {
                        types(one)
                                .filter(type -> !isKnown(type))
                                .forEach(type -> events.add(SimpleConditionEvent.violated(
                                        one, one.getName() + " speaks of " + type.getName())));
                    }
                })
                .check(hub);
    }

    private static Stream<JavaClass> types(JavaClass one) {
        Stream<JavaClass> members = Stream.concat(
                one.getFields().stream().filter(ArchitectureTest::isVisible).map(JavaField::getRawType),
                one.getCodeUnits().stream().filter(ArchitectureTest::isVisible).flatMap(ArchitectureTest::types));
        return Stream.of(one.getAllRawInterfaces().stream(), one.getAllRawSuperclasses().stream(), members)
                .flatMap(s -> s);
    }

    private static Stream<JavaClass> types(JavaCodeUnit unit) {
        return Stream.of(
                        unit.getAllInvolvedRawTypes().stream(),
                        unit.getExceptionTypes().stream().map(JavaClass.class::cast))
                .flatMap(s -> s);
    }

    private static boolean isVisible(JavaField field) {
        return !field.getModifiers().contains(JavaModifier.PRIVATE);
    }

    private static boolean isVisible(JavaCodeUnit unit) {
        return !unit.getModifiers().contains(JavaModifier.PRIVATE);
    }

    private static boolean isKnown(JavaClass type) {
        JavaClass base = type.getBaseComponentType();
        return base.isPrimitive()
                || base.getPackageName().startsWith("java.")
                || base.getPackageName().startsWith("city.pishkhan.");
    }

    /**
     * References in fields are only for services that come and go while the component stays: a single service (volatile) or the list of all
     * services (final).
     */
    @Test
    void fieldReferencesAreVolatileOrFinalLists() {
        assertFalse(hub.stream().noneMatch(one -> one.isAnnotatedWith(Component.class)), "components are seen as such");
        fields().that()
                .areAnnotatedWith(Reference.class)
                .should(
                        new ArchCondition<JavaField>(
                                "be volatile or a final list: all that does not change comes by the constructor") {
                            @Override
                            public void check(JavaField field, ConditionEvents events) {
                                boolean list = field.getModifiers().contains(JavaModifier.FINAL)
                                        && field.getRawType().isAssignableTo(Collection.class);
                                if (!list && !field.getModifiers().contains(JavaModifier.VOLATILE)) {
                                    events.add(SimpleConditionEvent.violated(
                                            field, field.getFullName() + " is injected into a field"));
                                }
                            }
                        })
                .allowEmptyShould(true)
                .check(hub);
    }

    /** Servlets whose answers always fit into the buffer of a connection. */
    private static final Set<String> SHORT_ANSWERS = Set.of(
            "city.pishkhan.gate.internal.SessionServlet",
            "city.pishkhan.gate.internal.HealthServlet",
            "city.pishkhan.tls.internal.StartingServlet");

    private static final String SERVLET = "osgi.http.whiteboard.servlet.";

    /**
     * Servlets must support asynchronous responses: only these release their place in the gate while a slow client
     * reads the body.
     */
    @Test
    void servletsSupportAsynchronousAnswers() {
        Set<String> servlets = new TreeSet<>();
        Set<String> waiting = new TreeSet<>();
        for (JavaClass one : hub) {
            List<String> properties = one.isAnnotatedWith(Component.class)
                    ? List.of((String[]) one.getAnnotationOfType(Component.class.getName())
                            .get("property")
                            .orElse(new String[0]))
                    : List.of();
            if (properties.stream().anyMatch(property -> property.startsWith(SERVLET + "pattern="))) {
                servlets.add(one.getName());
                if (!properties.contains(SERVLET + "asyncSupported:Boolean=true")) {
                    waiting.add(one.getName());
                }
            }
        }
        assertTrue(servlets.size() > SHORT_ANSWERS.size(), servlets::toString);
        assertEquals(new TreeSet<>(SHORT_ANSWERS), waiting);
    }

    @Test
    void classesDoNotUseStandardStreams() {
        NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(hub);
    }

    /**
     * Classes that may open connections while the hub is in quarantine: they check the hub itself, or call a service on
     * the city's own machines: storage, virus scanner, listening sockets.
     */
    private static final Set<String> MAY_CALL_IN_QUARANTINE = Set.of(
            // EarlyPort accepts connections and opens none
            "city.pishkhan.tls.internal.EarlyPort",
            "city.pishkhan.s3.internal.S3Clients",
            "city.pishkhan.clamd.internal.ClamdScanner",
            "city.pishkhan.deployment.internal.leftovers.LeftoverSearch",
            // PartnerAddress opens a connection and sends nothing; its callers check for quarantine
            "city.pishkhan.spi.PartnerAddress",
            // SoapPartner uses the following classes and checks for quarantine
            "city.pishkhan.soap.Proxy",
            "city.pishkhan.soap.OnceConduit");

    private static final Set<String> CLIENTS = Set.of(
            "java.net.http.HttpClient",
            "java.net.HttpURLConnection",
            "java.net.Socket",
            "org.apache.hc.client5.http.impl.classic.CloseableHttpClient",
            "org.apache.cxf.jaxws.JaxWsProxyFactoryBean");

    @Test
    void externalCallersCheckQuarantine() {
        Set<String> unasked = new TreeSet<>();
        for (JavaClass one : hub) {
            String moduleName = one.getName().replaceFirst("[$].*", "");
            boolean calls = one.getDirectDependenciesFromSelf().stream()
                    .anyMatch(used -> CLIENTS.contains(used.getTargetClass().getName()));
            boolean asks = one.getMethodCallsFromSelf().stream()
                    .anyMatch(call -> call.getTargetOwner().getSimpleName().equals("Participation"));
            if (calls && !asks && !MAY_CALL_IN_QUARANTINE.contains(moduleName)) {
                unasked.add(one.getName());
            }
        }
        assertEquals(Set.of(), unasked, "call Participation.requireSending before anything is sent");
    }

    @Test
    void onlyListedClassesSleep() {
        noClasses()
                .that(new DescribedPredicate<JavaClass>("need not watch what tells nobody") {
                    @Override
                    public boolean test(JavaClass one) {
                        return !MAY_SLEEP.contains(one.getName().replaceFirst("\\$.*", ""));
                    }
                })
                .should()
                .callMethod(Thread.class, "sleep", long.class)
                .check(hub);
    }
}
