using System.Text.Json;
using Microsoft.EntityFrameworkCore;

namespace IntentEngine.Workflows.Queries;

/// <summary>Reads what the state machine wrote. Nothing is written through it.</summary>
internal sealed class WorkflowsDbContext(DbContextOptions<WorkflowsDbContext> options) : DbContext(options)
{
    public DbSet<WorkflowRecord> Workflows => Set<WorkflowRecord>();

    public DbSet<StepRecord> Steps => Set<StepRecord>();

    public DbSet<ApprovalRecord> Approvals => Set<ApprovalRecord>();

    public DbSet<AuditRecord> Audit => Set<AuditRecord>();

    public DbSet<ArticleRecord> Articles => Set<ArticleRecord>();

    public DbSet<ProfileRecord> Profiles => Set<ProfileRecord>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<WorkflowRecord>().ToTable("intent_workflows").HasKey(w => w.Id);
        modelBuilder.Entity<StepRecord>().ToTable("intent_workflow_steps").HasKey(s => new { s.WorkflowId, s.StepNumber, s.Round });
        modelBuilder.Entity<ApprovalRecord>().ToTable("intent_approvals").HasKey(a => new { a.WorkflowId, a.ApprovalType, a.Round });
        modelBuilder.Entity<AuditRecord>().ToTable("intent_audit_log").HasKey(a => a.Id);
        modelBuilder.Entity<ArticleRecord>().ToTable("articles").HasKey(a => a.Id);
        modelBuilder.Entity<ProfileRecord>().ToTable("organization_profiles").HasKey(p => p.OrganizationId);
        foreach (var entity in modelBuilder.Model.GetEntityTypes())
        {
            foreach (var property in entity.GetProperties())
            {
                property.SetColumnName(JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name));
                if (property.Name is "InputData" or "OutputData" or "Details" or "Sources" or "Profile" or "Data") property.SetColumnType("jsonb");
            }
        }
    }
}
