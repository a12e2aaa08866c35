/** The commands that the script passes on: up, down, status, token. */
package dev.trainyard.launcher.command;
