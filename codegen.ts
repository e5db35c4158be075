import type { CodegenConfig } from '@graphql-codegen/cli'

const config: CodegenConfig = {
  schema: 'codegen/graph/schema.graphql',
  documents: ['client/**/*.{ts,tsx}'],
  ignoreNoDocuments: true,
  generates: {
    'codegen/graph/': {
      preset: 'client',
      presetConfig: { fragmentMasking: false },
      config: {
        useTypeImports: true,
        enumsAsTypes: true,
        scalars: {
          DateTime: 'string',
          Date: 'string',
          TimeOfDay: 'string',
          UUID: 'string',
          ID: 'string',
          Upload: 'File',
        },
        defaultScalarType: 'unknown',
      },
    },
  },
}

export default config
