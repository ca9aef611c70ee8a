package city.pishkhan.vault.internal;

import city.pishkhan.messages.Text;

/** The key-encryption key of a master key is missing or wrong. The message names the key's place and the remedy. */
final class UnavailableKekException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    private final transient Text text;

    UnavailableKekException(Text text) {
        super(text.toString());
        this.text = text;
    }

    Text text() {
        return text;
    }
}
