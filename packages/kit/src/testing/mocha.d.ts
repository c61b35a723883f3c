/** The part of the test framework's globals that the component tests use. */
declare global {
  type Test = () => void | Promise<void>;
  function describe(name: string, tests: () => void): void;
  function it(name: string, test: Test): void;
  function before(prepare: Test): void;
  function beforeEach(prepare: Test): void;
  function afterEach(cleanUp: Test): void;
}

export {};
