using IntentEngine.Intents.ActionQueues.Rules;
using IntentEngine.Messaging.Database;
using Npgsql;
using NpgsqlTypes;

namespace IntentEngine.Intents.ActionQueues.Storage;

/// <summary>The statements about subjects themselves, many at a time, and nothing that decides.</summary>
internal static class SubjectSql
{
    /// <summary>Versions and live queues; <c>$1</c> organization, <c>$2</c> subjects. One statement, so one snapshot: the queues are those of the version.</summary>
    public const string Select = $"""
        select {QueueSql.LiveColumns}, s.subject, s.version
        from action_subjects s left join action_queues q on q.organization_id = s.organization_id and q.subject = s.subject
        where s.organization_id = $1 and s.subject = any($2) order by q.arrival
        """;

    private const string InsertSubjects = """
        with added as (insert into action_subjects (organization_id, subject, version) select $1, subject, 1 from unnest($2) as n (subject) on conflict do nothing returning 1)
        select expect_updated(case when (select count(*) from added) = cardinality($2) then 1 else 0 end)
        """;

    private const string UpdateSubjects = """
        with moved as (
            update action_subjects s set version = s.version + 1 from unnest($2, $3) as n (subject, version)
            where s.organization_id = $1 and s.subject = n.subject and s.version = n.version returning 1)
        select expect_updated(case when (select count(*) from moved) = cardinality($2) then 1 else 0 end)
        """;

    private const string Forget = "delete from execution_records where organization_id = $1 and subject = $2 and ($3 is null or owner = $3)";

    // One statement, so one snapshot: either nobody has enqueued yet, or the commit fails as it does when a version has moved.
    private const string ForgetOfUnknown = """
        with known as (select 1 from action_subjects where organization_id = $1 and subject = $2),
             gone as (delete from execution_records where organization_id = $1 and subject = $2 and ($3 is null or owner = $3) and not exists (select 1 from known))
        select expect_updated(case when exists (select 1 from known) then 0 else 1 end)
        """;

    /// <summary>Moves the versions of subjects on; the commit fails when somebody else did.</summary>
    public static void Move(UnitOfWork unit, IReadOnlyCollection<SubjectState> subjects)
    {
        // In one order everywhere, so that two batches do not wait for each other.
        var added = subjects.Where(s => s.Version == 0).Select(s => s.Name).Order(StringComparer.Ordinal).ToArray();
        var known = subjects.Where(s => s.Version > 0).OrderBy(s => s.Name, StringComparer.Ordinal).ToArray();
        if (added.Length > 0) unit.Add(InsertSubjects, Parameter.Uuid(unit.OrganizationId), Parameter.Texts(added));
        if (known.Length > 0)
            unit.Add(UpdateSubjects, Parameter.Uuid(unit.OrganizationId), Parameter.Texts([.. known.Select(s => s.Name)]), ArrayParameter.Of(NpgsqlDbType.Integer, known, s => s.Version));
    }

    /// <summary>Forgets the records of a subject that are kept here; of an unknown one only while it has no row, since there is no version to move on.</summary>
    public static void ForgetRecords(UnitOfWork unit, Effect.Forgotten forgotten, bool ofUnknown) =>
        unit.Add(ofUnknown ? ForgetOfUnknown : Forget, Parameter.Uuid(unit.OrganizationId), Parameter.Text(forgotten.Subject), Parameter.Text(forgotten.Owner));

    /// <summary>Reads what <see cref="Select"/> gives; subjects that nobody knows are at version 0.</summary>
    public static async Task<Dictionary<string, SubjectState>> Read(NpgsqlDataReader rows, string[] names, CancellationToken cancel)
    {
        var found = new Dictionary<string, (int Version, List<ActionQueue> Live)>(names.Length);
        while (await rows.ReadAsync(cancel))
        {
            var subject = rows.GetString(QueueSql.LiveCount);
            if (!found.TryGetValue(subject, out var known)) found[subject] = known = (rows.GetInt32(QueueSql.LiveCount + 1), []);
            if (!rows.IsDBNull(0)) known.Live.Add(QueueSql.Read(rows));
        }

        return names.ToDictionary(name => name, name => found.TryGetValue(name, out var known) ? new SubjectState(name, known.Version, known.Live) : new SubjectState(name, 0, []));
    }
}
