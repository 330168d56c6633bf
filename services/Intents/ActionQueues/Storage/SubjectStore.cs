using IntentEngine.Intents.ActionQueues.Rules;
using IntentEngine.Intents.Owners;
using IntentEngine.Messaging.Database;
using Npgsql;

namespace IntentEngine.Intents.ActionQueues.Storage;

/// <summary>Reads subjects with all that decisions on them need, and writes what was decided, both in one round trip.</summary>
internal sealed class SubjectStore(IntentsDatabase database, OwnerSettings settings)
{
    /// <summary>Reads the subjects of some submissions of one organization.</summary>
    public async Task<(Dictionary<string, SubjectState> Subjects, Surroundings Around)> Load(Guid organizationId, IReadOnlyList<Submission> submissions, CancellationToken cancel)
    {
        var names = submissions.Select(s => s.Subject).Distinct().ToArray();
        Guid[] ids = [.. submissions.SelectMany(s => s.QueueIds).Distinct()];
        string[] tokens = [.. submissions.SelectMany(s => s.Tokens).Distinct()];

        await using var connection = await database.App.OpenConnectionAsync(cancel);
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(OrganizationSetting.Command(organizationId));
        Add(batch, SubjectSql.SelectVersions, Parameter.Uuid(organizationId), Parameter.Texts(names));
        Add(batch, SubjectSql.SelectLive, Parameter.Uuid(organizationId), Parameter.Texts(names));
        Add(batch, OwnerDirectory.Select, Parameter.Uuid(organizationId));
        if (ids.Length + tokens.Length > 0) Add(batch, SubjectSql.SelectKnown, Parameter.Uuid(organizationId), Parameter.Uuids(ids), Parameter.Texts(tokens));

        await using var reader = await batch.ExecuteReaderAsync(cancel);
        await reader.NextResultAsync(cancel);
        var versions = new Dictionary<string, int>(names.Length);
        while (await reader.ReadAsync(cancel)) versions[reader.GetString(0)] = reader.GetInt32(1);
        await reader.NextResultAsync(cancel);
        var live = (await Queues(reader, cancel)).ToLookup(queue => queue.Subject);
        await reader.NextResultAsync(cancel);
        var owners = await OwnerDirectory.Read(reader, settings, cancel);
        var known = await reader.NextResultAsync(cancel) ? await Queues(reader, cancel) : [];
        return (names.ToDictionary(name => name, name => new SubjectState(name, versions.GetValueOrDefault(name), live[name])), new Surroundings(owners, known));
    }

    /// <summary>Adds what was decided to a transaction.</summary>
    public static void Write(UnitOfWork unit, IReadOnlyCollection<SubjectState> touched, OwnerDirectory owners)
    {
        SubjectSql.Move(unit, [.. touched.Where(subject => !subject.IsUnknown)]);
        SubjectSql.Write(unit, touched);
        foreach (var subject in touched)
        {
            foreach (var effect in subject.Effects)
            {
                if (effect is Effect.Forgotten forgotten) SubjectSql.ForgetRecords(unit, forgotten, subject.IsUnknown);
                else EffectMail.Add(unit, effect, owners);
            }
        }
    }

    private static async Task<List<ActionQueue>> Queues(NpgsqlDataReader reader, CancellationToken cancel)
    {
        var queues = new List<ActionQueue>();
        while (await reader.ReadAsync(cancel)) queues.Add(SubjectSql.Read(reader));
        return queues;
    }

    private static void Add(NpgsqlBatch batch, string sql, params ReadOnlySpan<NpgsqlParameter> parameters)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var parameter in parameters) command.Parameters.Add(parameter);
        batch.BatchCommands.Add(command);
    }
}
