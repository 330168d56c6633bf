using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Win32.SafeHandles;

namespace IntentEngine.Intents.Graph.Storage.Files;

/// <summary>Changes since the last snapshot, one line each: the first 16 bytes of the SHA-256 of the rest in hex, a space, JSON. An entry counts once its whole line is on the disk.</summary>
internal sealed class Journal : IDisposable
{
    private const int HashLength = 32;

    private readonly string _path;
    private SafeFileHandle? _file;

    private Journal(string path, long length) => (_path, Length) = (path, length);

    /// <summary>Bytes that count.</summary>
    public long Length { get; private set; }

    /// <summary>What went wrong with the file, so that nothing more can be promised. Null: nothing.</summary>
    public string? Broken { get; private set; }

    /// <summary>Opens a journal, or prepares a new one.</summary>
    /// <returns>The journal, its entries in order, and how many bytes of an unfinished entry were put aside: a crash met a write that nobody was told had succeeded.</returns>
    /// <exception cref="GraphStorageException">An entry in the middle is damaged.</exception>
    public static (Journal Journal, IReadOnlyList<JournalEntry> Entries, long Torn) Open(string path)
    {
        var bytes = File.Exists(path) ? File.ReadAllBytes(path) : [];
        var (entries, good) = Read(path, bytes);
        var journal = new Journal(path, good);
        if (good < bytes.Length)
        {
            Damage.SetAside(path, bytes.AsSpan((int)good), "torn");
            journal.CutTo(good);
        }

        return (journal, entries, bytes.Length - good);
    }

    /// <summary>Writes an entry and returns when it is on the disk.</summary>
    /// <exception cref="IOException">It could not be written; it does not count. Or the journal is broken.</exception>
    public void Append(JournalEntry entry)
    {
        if (Broken is not null) throw new IOException(Broken);
        var json = JsonSerializer.SerializeToUtf8Bytes(entry, GraphJson.Options);
        byte[] line = [.. Encoding.ASCII.GetBytes(HashOf(json)), (byte)' ', .. json, (byte)'\n'];
        var file = Handle();
        try
        {
            RandomAccess.Write(file, line, Length);
            RandomAccess.FlushToDisk(file);
        }
        catch (IOException failure)
        {
            TakeBack(failure);
            throw;
        }

        Length += line.Length;
    }

    /// <summary>Empties the journal after a snapshot took over its entries.</summary>
    public void Clear() => CutTo(0);

    public void Dispose() => _file?.Dispose();

    private static (IReadOnlyList<JournalEntry> Entries, long Good) Read(string path, byte[] bytes)
    {
        var entries = new List<JournalEntry>();
        var good = 0;
        while (good < bytes.Length)
        {
            var length = bytes.AsSpan(good).IndexOf((byte)'\n');
            if (length < 0 || !IsWhole(bytes.AsSpan(good, length))) break;
            entries.Add(Parse(path, bytes, bytes.AsSpan(good + HashLength + 1, length - HashLength - 1)));
            good += length + 1;
        }

        // A crash damages the end alone: whole entries behind a damaged one mean that something else did it.
        for (var at = good; at < bytes.Length;)
        {
            var length = bytes.AsSpan(at).IndexOf((byte)'\n');
            if (length < 0) break;
            if (IsWhole(bytes.AsSpan(at, length))) throw Damage.Report(path, bytes, $"the entry at byte {good} does not match its hash, and whole entries follow it.");
            at += length + 1;
        }

        return (entries, good);
    }

    private static JournalEntry Parse(string path, byte[] bytes, ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize<JournalEntry>(json, GraphJson.Options) ?? throw new JsonException("Expected an entry; came null.");
        }
        catch (JsonException unreadable)
        {
            throw Damage.Report(path, bytes, $"an entry cannot be read ({unreadable.Message})", unreadable);
        }
    }

    private static bool IsWhole(ReadOnlySpan<byte> line) =>
        line.Length > HashLength + 1 && line[HashLength] == ' ' && Encoding.ASCII.GetString(line[..HashLength]) == HashOf(line[(HashLength + 1)..]);

    private static string HashOf(ReadOnlySpan<byte> json) => Convert.ToHexStringLower(SHA256.HashData(json))[..HashLength];

    private SafeFileHandle Handle()
    {
        if (_file is not null) return _file;
        var isNew = !File.Exists(_path);
        _file = File.OpenHandle(_path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        if (isNew) DurableFile.FlushFolder(Path.GetDirectoryName(_path)!);
        return _file;
    }

    private void CutTo(long length)
    {
        if (length == 0 && !File.Exists(_path)) return;
        var file = Handle();
        RandomAccess.SetLength(file, length);
        RandomAccess.FlushToDisk(file);
        Length = length;
    }

    // What was half written must not count after a restart either.
    private void TakeBack(IOException failure)
    {
        try
        {
            CutTo(Length);
        }
        catch (IOException)
        {
            Broken = $"{_path} could not be written ({failure.Message}), and it is not known what of it is on the disk. Nothing more is written there; make room or repair the disk, then start again.";
        }
    }
}
