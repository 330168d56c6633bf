using Microsoft.EntityFrameworkCore;

namespace IntentEngine.Lineage.Storage;

/// <summary>Reads of one table; graphs are walked by <see cref="Traversal"/>, and facts are written by <see cref="Projection"/>.</summary>
/// <remarks>Names of columns are the members' in snake_case. The organization is filtered by row-level security and, for the indexes, by each query.</remarks>
internal sealed class LineageDbContext(DbContextOptions<LineageDbContext> options) : DbContext(options)
{
    public DbSet<ExecutionRecord> Executions => Set<ExecutionRecord>();

    public DbSet<ExecutionEventRecord> Events => Set<ExecutionEventRecord>();

    public DbSet<ArtifactRecord> Artifacts => Set<ArtifactRecord>();

    public DbSet<ArtifactEdgeRecord> ArtifactEdges => Set<ArtifactEdgeRecord>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<ExecutionRecord>().ToTable("executions").HasKey(e => new { e.OrganizationId, e.ExecutionId });
        modelBuilder.Entity<ExecutionEventRecord>().ToTable("execution_events").HasKey(e => new { e.OrganizationId, e.ExecutionId, e.Sequence, e.FactId });
        modelBuilder.Entity<ArtifactRecord>().ToTable("artifact_index").HasKey(a => new { a.OrganizationId, a.ArtifactId });
        modelBuilder.Entity<ArtifactEdgeRecord>().ToTable("artifact_edge").HasKey(e => new { e.OrganizationId, e.Child, e.Parent });
        foreach (var property in modelBuilder.Model.GetEntityTypes().SelectMany(type => type.GetProperties()))
            property.SetColumnName(System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name));
    }
}
