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
        Add(batch, SubjectSql.Select, Parameter.Uuid(organizationId), Parameter.Texts(names));
        Add(batch, OwnerDirectory.Select, Parameter.Uuid(organizationId));
        if (ids.Length + tokens.Length > 0) Add(batch, QueueSql.SelectKnown, Parameter.Uuid(organizationId), Parameter.Uuids(ids), Parameter.Texts(tokens));

        await using var reader = await batch.ExecuteReaderAsync(cancel);
        await reader.NextResultAsync(cancel);
        var subjects = await SubjectSql.Read(reader, names, cancel);
        await reader.NextResultAsync(cancel);
        var owners = await OwnerDirectory.Read(reader, settings, cancel);
        var known = new List<ActionQueue>();
        if (await reader.NextResultAsync(cancel))
            while (await reader.ReadAsync(cancel)) known.Add(QueueSql.ReadKnown(reader));
        return (subjects, new Surroundings(owners, known));
    }

    /// <summary>Adds what was decided to a transaction.</summary>
    public static void Write(UnitOfWork unit, IReadOnlyCollection<SubjectState> touched, OwnerDirectory owners)
    {
        SubjectSql.Move(unit, [.. touched.Where(subject => !subject.IsUnknown)]);
        QueueWriting.Add(unit, touched);
        foreach (var subject in touched)
        {
            foreach (var effect in subject.Effects)
            {
                if (effect is Effect.Forgotten forgotten) SubjectSql.ForgetRecords(unit, forgotten, subject.IsUnknown);
                else EffectMail.Add(unit, effect, owners);
            }
        }
    }

    private static void Add(NpgsqlBatch batch, string sql, params ReadOnlySpan<NpgsqlParameter> parameters)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var parameter in parameters) command.Parameters.Add(parameter);
        batch.BatchCommands.Add(command);
    }
}
