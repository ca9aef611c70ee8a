package city.pishkhan.platform.postgres.internal;

import city.pishkhan.platform.startup.StartState;

/** Starts the embedded database or waits for the external one, with retries. */
interface DatabaseStart extends StartState, AutoCloseable {}
