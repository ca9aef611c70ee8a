package city.pishkhan.platform.postgres.internal;

import city.pishkhan.platform.startup.StartState;

/** What brings the database up, here or elsewhere, and keeps trying. */
interface DatabaseStart extends StartState, AutoCloseable {}
