package city.pishkhan.platform.postgres.internal;

import city.pishkhan.platform.startup.StartState;

/** Starts or waits for the database, with retries. */
interface DatabaseStart extends StartState, AutoCloseable {}
