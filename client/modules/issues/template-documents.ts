import { graphql } from '#client/graph/graphql.ts'

/** A template of an answer. */
export const ReplyTemplateFields = graphql(`
  fragment ReplyTemplateFields on ReplyTemplate {
    id
    category
    title
    text
  }
`)

/** All templates of answers. */
export const ReplyTemplatesDocument = graphql(`
  query ReplyTemplates($unionId: ID) {
    replyTemplates(unionId: $unionId) {
      ...ReplyTemplateFields
    }
  }
`)

/** Adds, changes or removes templates. */
export const SetReplyTemplatesDocument = graphql(`
  mutation SetReplyTemplates($input: SetReplyTemplatesInput!) {
    setReplyTemplates(input: $input) {
      templates {
        id
      }
    }
  }
`)
