using System.Net.Sockets;
using IntentEngine.Messaging.Parking;
using Npgsql;

namespace IntentEngine.Messaging.Database;

/// <summary>Which failures pass by themselves: the database restarts, a connection breaks, a deadlock is resolved.</summary>
public static class TransientFaults
{
    /// <summary>Whether trying again later can help without anybody doing anything.</summary>
    public static bool IsTransient(Exception exception) => exception switch
    {
        ConcurrencyException => true,
        // Shortened before the retry sees it: a broken connection's stack is often long.
        TruncatedException shortened => shortened.IsTransient,
        PostgresException postgres => postgres.IsTransient || postgres.SqlState is "40001" or "40P01" or "57P01" or "57P02" or "57P03" or "57014" or "55P03" or "25P03",
        // What is not the server's own answer is a connection that could not be made, kept or had from the pool.
        NpgsqlException => true,
        TimeoutException or IOException or SocketException => true,
        _ => exception.InnerException is { } inner && IsTransient(inner),
    };
}
