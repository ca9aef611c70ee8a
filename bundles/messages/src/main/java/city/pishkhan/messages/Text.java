package city.pishkhan.messages;

import java.io.Serializable;

/** The same said twice. */
public record Text(String english, String persian) implements Serializable {

    /** Both, for logs and wherever one line serves readers of either language. */
    @Override
    public String toString() {
        return english + " / " + persian;
    }
}
