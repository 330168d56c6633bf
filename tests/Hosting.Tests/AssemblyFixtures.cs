[assembly: AssemblyFixture(typeof(IntentEngine.Support.PostgresFixture))]
