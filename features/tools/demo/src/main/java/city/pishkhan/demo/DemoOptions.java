package city.pishkhan.demo;

import city.pishkhan.testkit.process.Ports;
import city.pishkhan.testkit.waiting.CityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The options of the command line.
 *
 * @param help  print the usage and exit
 * @param stop  stop the processes of an earlier run and exit
 * @param reset stop them, delete the demo city and exit
 * @param once  stop everything at the end
 * @param brief play only the first case
 * @param act   one step of {@link DemoActs} and its arguments, run instead of the whole demo; empty for the whole demo
 * @param ports ports of the hub, the simulated partners and the console
 */
record DemoOptions(
        boolean help, boolean stop, boolean reset, boolean once, boolean brief, List<String> act, Ports ports) {

    static final String USAGE =
            """
            usage: bin/demo [--once] [--brief] [--hub-port 8181] [--partners-port 8190] [--shell-port 8101]
                   bin/demo start [--hub-port …]
                   bin/demo add-agency <name> <title in English> <title in Persian>
                   bin/demo ask <agency>
                   bin/demo settle <mellat or saman> <amount, missing, twice, stranger or honest>
                   bin/demo console <command>
                   bin/demo stop | reset
            Without a command: starts the demo city, plays all its cases (about five minutes), and leaves everything running.
              --once      stops everything at the end; the exit status is 0 only if every case ended as expected
              --brief     plays only the first case, in about one minute
              --hub-port  port of the hub's doors; the next port is the admin port
              start       starts the demo city without playing the cases
              add-agency  adds an agency that every building permit asks: the committee votes, and the new rules are in force
                          at once, which only a demo city allows
              ask         opens a building permit that asks the agency, and waits until its answer is sealed in the journal
              settle      pays a vehicle duty at the bank and ends the bank's day with a settlement file; in the file the payment
                          has a different amount (amount), is missing (missing) or is listed twice (twice), or the file has a
                          sale that no citizen made (stranger), or it is correct (honest); the console shows the treasury the
                          difference
              console     runs a command at the operator's console, e.g. "pishkhan:agency-list"
              stop        stops the processes of an earlier run
              reset       stops them and deletes the demo city with its settings; the next start creates a new city""";

    /** Number of command-line arguments of each step of {@link DemoActs}, by its name. */
    private static final Map<String, Integer> ACTS =
            Map.of("start", 0, "add-agency", 3, "ask", 1, "settle", 2, "console", 1);

    /** @throws CityException with a message for the user */
    static DemoOptions parse(List<String> arguments, Ports usual) {
        boolean help = false;
        boolean stop = false;
        boolean reset = false;
        boolean once = false;
        boolean brief = false;
        int hub = usual.hub();
        int partners = usual.partners();
        int shell = usual.shell();
        List<String> act = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            Integer words = ACTS.get(arguments.get(i));
            if (words != null && act.isEmpty()) {
                if (i + words >= arguments.size()) {
                    throw new CityException(arguments.get(i) + " needs more arguments\n" + USAGE);
                }
                act.addAll(arguments.subList(i, i + words + 1));
                i += words;
                continue;
            }
            switch (arguments.get(i)) {
                case "--help" -> help = true;
                case "stop" -> stop = true;
                case "reset" -> reset = true;
                case "--once" -> once = true;
                case "--brief" -> brief = true;
                case "--hub-port" -> hub = port(arguments, ++i);
                case "--partners-port" -> partners = port(arguments, ++i);
                case "--shell-port" -> shell = port(arguments, ++i);
                default -> throw new CityException("unknown option " + arguments.get(i) + "\n" + USAGE);
            }
        }
        return new DemoOptions(help, stop, reset, once, brief, List.copyOf(act), new Ports(hub, partners, shell));
    }

    private static int port(List<String> arguments, int at) {
        String text = at < arguments.size() ? arguments.get(at) : "";
        int port = text.matches("\\d{1,5}") ? Integer.parseInt(text) : 0;
        if (port < 1 || port > 65_535) {
            throw new CityException(arguments.get(at - 1) + " needs a port, 1 to 65535\n" + USAGE);
        }
        return port;
    }
}
