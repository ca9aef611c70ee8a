package city.pishkhan.conformance;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** {@code conformance.jar}: tests a partner's system against its contract, and reports each requirement that is or is not met. */
public final class Conformance {
    private static final List<String> OPTIONS =
            List.of("--contract", "--url", "--token", "--login", "--property", "--terminal", "--sale");

    private Conformance() {}

    public static void main(String[] arguments) throws InterruptedException {
        // suppresses log messages below errors, so that only the report is printed
        System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "error");
        System.exit(run(arguments, System.out));
    }

    /** @return 0 if all checks passed, 1 if a check failed, 2 for an invalid command line */
    public static int run(String[] arguments, PrintStream out) throws InterruptedException {
        try {
            Map<String, String> given = options(arguments);
            String name = given.get("--contract");
            String url = given.get("--url");
            if (name.equals("mellat")) {
                BankAccess access = BankAccess.of(
                        given.getOrDefault("--terminal", ""),
                        given.getOrDefault("--login", ""),
                        given.getOrDefault("--sale", ""),
                        true);
                MellatChecks checks = new MellatChecks(new SoapCalls(WsdlContract.of(name), url, ""), access);
                return runChecks(name, checks.all(), out, access.hasPaidSale() ? null : checks::openOrderAndAdvise);
            }
            if (name.equals("saman")) {
                OpenApiContract contract = OpenApiContract.of(name);
                BankAccess access = BankAccess.of(
                        given.getOrDefault("--terminal", ""), "", given.getOrDefault("--sale", ""), false);
                SamanChecks checks = new SamanChecks(new PartnerCalls(contract, url, ""), access);
                return runChecks(
                        name + " " + contract.version(),
                        checks.all(),
                        out,
                        access.hasPaidSale() ? null : checks::openSessionAndAdvise);
            }
            if (WsdlContract.names().contains(name)) {
                SoapCalls calls = new SoapCalls(WsdlContract.of(name), url, given.getOrDefault("--login", ""));
                return runChecks(name, new SoapChecks(calls, given.getOrDefault("--property", "")).of(name), out, null);
            }
            OpenApiContract contract = OpenApiContract.of(name);
            PartnerCalls calls = new PartnerCalls(contract, url, given.getOrDefault("--token", ""));
            return runChecks(name + " " + contract.version(), new ContractChecks(calls).of(name), out, null);
        } catch (IllegalArgumentException | IOException e) {
            out.println(e.getMessage());
            out.println(usage());
            return 2;
        }
    }

    private static String usage() {
        return "usage: java -jar conformance.jar --contract <" + String.join("|", names())
                + "> --url <address above the contract's paths>\n"
                + "  REST: [--token <bearer token>]; SOAP: [--login <user:password>]; planning: [--property <renovation code that the system knows>]\n"
                + "  mellat, saman: [--terminal <number>] [--sale <order:reference, or RefNum, of a sale that is paid and not verified>]\n"
                + "It sends invented data under new IDs. Use a test system of the partner.";
    }

    static List<String> names() {
        return Stream.concat(OpenApiContract.names().stream(), WsdlContract.names().stream())
                .sorted()
                .toList();
    }

    private static Map<String, String> options(String[] arguments) {
        Map<String, String> given = new TreeMap<>();
        for (int i = 0; i < arguments.length; i += 2) {
            if (!OPTIONS.contains(arguments[i])) {
                throw new IllegalArgumentException(
                        "Unknown option " + arguments[i] + ". Options are " + String.join(", ", OPTIONS) + ".");
            }
            if (i + 1 == arguments.length) {
                throw new IllegalArgumentException("Option " + arguments[i] + " has no value.");
            }
            given.put(arguments[i], arguments[i + 1]);
        }
        if (!given.containsKey("--contract") || !given.containsKey("--url")) {
            throw new IllegalArgumentException("--contract and --url are required");
        }
        return given;
    }

    /** Produces a hint for further checks that need a person's action. */
    private interface Advice {
        String text() throws IOException, InterruptedException;
    }

    /** @param advice hint that is printed if all checks passed, or {@code null} */
    private static int runChecks(String contract, List<Check> checks, PrintStream out, Advice advice)
            throws InterruptedException {
        int failed = 0;
        for (Check check : checks) {
            String wrong = failureOf(check);
            failed += wrong == null ? 0 : 1;
            out.println((wrong == null ? "ok      " : "FAILED  ")
                    + check.description()
                    + (wrong == null ? "" : ": " + wrong));
        }
        out.println(contract + ": " + (checks.size() - failed) + " of " + checks.size() + " as the contract says");
        if (advice != null && failed == 0) {
            try {
                out.println(advice.text());
            } catch (Deviation | IOException e) {
                out.println("The calls after a sale were not checked: " + e.getMessage());
            }
        }
        return failed == 0 ? 0 : 1;
    }

    private static String failureOf(Check check) throws InterruptedException {
        try {
            check.body().run();
            return null;
        } catch (Deviation e) {
            return e.getMessage();
        } catch (IOException e) {
            return "no reply: " + e;
        }
    }
}
