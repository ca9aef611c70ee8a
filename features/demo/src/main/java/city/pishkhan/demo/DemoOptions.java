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
 * @param act   one step of {@link DemoActs} and its arguments, run instead of the whole demo; empty for the whole demo
 * @param ports ports of the hub, the simulated partners and the console
 */
record DemoOptions(boolean help, boolean stop, boolean reset, boolean once, List<String> act, Ports ports) {

    static final String USAGE =
            """
            usage: bin/demo [--once] [--hub-port 8181] [--partners-port 8190] [--shell-port 8101]
                   bin/demo start [--hub-port …]
                   bin/demo add-agency <name> <title in English> <title in Persian>
                   bin/demo ask <agency>
                   bin/demo settle <mellat or saman> <amount, missing, twice, stranger or honest>
                   bin/demo console <command>
                   bin/demo stop | reset
            Starts the demo city, brings its cases to their ends, and leaves everything running.
              --hub-port  the doors' port; the one after it is the admin port
              --once   stops everything at the end; the exit status is 0 only if every case ended as expected
              start    starts the demo city alone
              add-agency  has building permits ask one agency more: its committee votes, and the rules are in force at once,
                       which no hub does but a demo city's
              ask      opens a building permit that asks the agency, and waits until its answer is there and sealed
              settle   has a vehicle duty paid at the bank, whose day ends with a file that tells it with another amount,
                       not at all, twice, or a sale besides that nobody made; the treasury finds the difference in the console
              console  runs a command at the operator's console, e.g. "pishkhan:agency-list"
              stop     stops what an earlier run left running
              reset    stops it and deletes all of the demo city, its settings as well: the next start founds a new one""";

    /** Number of arguments of each step. */
    private static final Map<String, Integer> ACTS =
            Map.of("start", 0, "add-agency", 3, "ask", 1, "settle", 2, "console", 1);

    /** @throws CityException with a message for the user */
    static DemoOptions parse(List<String> arguments, Ports usual) {
        boolean help = false;
        boolean stop = false;
        boolean reset = false;
        boolean once = false;
        int hub = usual.hub();
        int partners = usual.partners();
        int shell = usual.shell();
        List<String> act = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            Integer words = ACTS.get(arguments.get(i));
            if (words != null && act.isEmpty()) {
                if (i + words >= arguments.size()) {
                    throw new CityException(arguments.get(i) + " needs more words\n" + USAGE);
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
                case "--hub-port" -> hub = port(arguments, ++i);
                case "--partners-port" -> partners = port(arguments, ++i);
                case "--shell-port" -> shell = port(arguments, ++i);
                default -> throw new CityException("unknown option " + arguments.get(i) + "\n" + USAGE);
            }
        }
        return new DemoOptions(help, stop, reset, once, List.copyOf(act), new Ports(hub, partners, shell));
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
