/**
 * A PostgreSQL of production's major version that a Java process owns, and the databases and roles
 * on it.
 */
package dev.trainyard.postgres;
