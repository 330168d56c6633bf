using System.Text.Json;
using Microsoft.EntityFrameworkCore;

namespace IntentEngine.Intents.Queries;

/// <summary>Reads intents. Nothing is written through it: changes go through the intent log.</summary>
internal sealed class IntentsDbContext(DbContextOptions<IntentsDbContext> options) : DbContext(options)
{
    /// <summary>The organization's intents.</summary>
    public DbSet<IntentRow> Intents => Set<IntentRow>();

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        var intent = modelBuilder.Entity<IntentRow>();
        intent.ToTable("intent_executions").HasKey(row => new { row.TenantId, row.IntentId });
        intent.Property(row => row.Context).HasColumnType("jsonb");
        intent.Property(row => row.Result).HasColumnType("jsonb");
        foreach (var property in intent.Metadata.GetProperties())
            property.SetColumnName(JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name));
    }
}
