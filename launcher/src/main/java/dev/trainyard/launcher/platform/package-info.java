/** The platform's processes: the database server, the services, their order, their supervision. */
package dev.trainyard.launcher.platform;
